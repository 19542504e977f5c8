// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "model/import/known_exports.h"
#include "model/import/recognition.h"
#include "model/import/tables.h"

using namespace holdfast;

namespace {

Recognition recogniseText(
    const QByteArray& csv, const std::string& file = "export.csv", std::optional<DatasetId> only = {})
{
    const std::string bytes = csv.toStdString();
    const auto table =
        csvTable(file, {}, [bytes]() -> Result<std::unique_ptr<ByteSource>> { return memorySource(bytes); });
    if (!table)
        return {};
    return recognise(*table, only);
}

QString bound(const Recognition& recognition, const char* header)
{
    for (const ColumnBinding& binding : recognition.mapping.columns) {
        if (binding.header == header)
            return QString::fromStdString(binding.column);
    }
    return QStringLiteral("no such header");
}

QString datasetOf(const Recognition& recognition)
{
    if (!recognition.importable)
        return QStringLiteral("none: ") + QString::fromStdString(recognition.why);
    return QString::fromUtf8(dataset(*recognition.dataset).name.data());
}

} // namespace

class ImportRecognitionTest : public QObject {
    Q_OBJECT

private slots:
    void theShippedDescriptionsOfKnownExportsAreSound()
    {
        for (const std::string& fault : knownExportFaults())
            QFAIL(fault.c_str());
        QVERIFY(knownExports().size() >= 20);
    }

    void everyTemplateOfItsOwnIsRecognisedExactly()
    {
        for (const DatasetSpec& spec : datasets()) {
            QByteArray header;
            for (const ColumnSpec& column : spec.columns)
                header += (header.isEmpty() ? "" : ",") + QByteArray(column.name.data(), qsizetype(column.name.size()));
            const Recognition recognition = recogniseText(header + "\n");
            QCOMPARE(datasetOf(recognition), QString::fromUtf8(spec.name.data()));
            QVERIFY(recognition.isTemplate);
            for (const ColumnBinding& binding : recognition.mapping.columns)
                QCOMPARE(binding.column, binding.header); // scores too
        }
    }

    void knownExportsAreRecognisedByTheirHeaders_data()
    {
        QTest::addColumn<QByteArray>("csv");
        QTest::addColumn<QString>("dataset");
        QTest::addColumn<QString>("profile");
        const auto row = [](const char* csv, const char* dataset, const char* profile) {
            QTest::newRow(profile) << QByteArray(csv) << QString::fromUtf8(dataset) << QString::fromUtf8(profile);
        };
        row("Account Owner,Account Name,Billing State,Type,Rating\nAnn,Acme,Ohio,Customer,Hot\n", "accounts",
            "Salesforce accounts");
        row("Opportunity ID,Opportunity Name,Account Name,Stage,Amount,Created Date,Close Date,Probability,Owner,Next "
            "Step\n0061,More,Acme,Closed Won,100,1/2/2024,1/31/2024,75%,Ann,call\n",
            "opportunities", "Salesforce opportunities");
        row("Record ID,Deal Name,Pipeline,Deal Stage,Amount,Create Date,Close Date,\"Date entered \"\"Discovery (Sales "
            "Pipeline)\"\"\",Associated Company\n1,Deal,Sales,closed won ,58.8k,2025-05-13 08:42,,,Acme\n",
            "opportunities", "HubSpot deals");
        row("Record ID - Company,Company name,Company owner,Domain,Industry,Annual Revenue,Create Date,Lifecycle "
            "Stage,Country/Region\n1,Acme,Ann,acme.example,Tools,100,2024-01-01,customer,US\n",
            "accounts", "HubSpot companies");
        row("Summation column,Id,Requester,Requester id,Requester external id,Requester email,Requester "
            "domain,Submitter,Assignee,Group,Subject,Tags,Status,Priority,Via,Ticket type,Created at,Updated "
            "at,Assigned at,Organization,Due date,Initially assigned at,Solved at,Resolution time,Satisfaction "
            "Score\n1,77,Bo,5,,bo@acme.example,acme.example,Bo,Ann,L1,Broken,,Open,High,Mail,Incident,2024-01-01 "
            "10:00,2024-01-02 10:00,,Acme,-,,,,Offered\n",
            "tickets", "Zendesk tickets");
        row("id,Customer ID,Customer Name,Customer Email,Plan,Quantity,Interval,Amount,Status,Cancellation "
            "Reason,Created (UTC),Start (UTC),Current Period Start (UTC),Current Period End (UTC),Trial Start "
            "(UTC),Trial End (UTC),Canceled At (UTC),Ended At (UTC),tier "
            "(metadata)\nsub_1,cus_1,Acme,a@b.example,pro,5,"
            "month,20.00,active,,2024-01-01 10:00,2024-01-01 10:00,,,,,,,\n",
            "subscriptions", "Stripe subscriptions");
        row("id,Amount Due,Amount Paid,Currency,Customer,Date (UTC),Due Date (UTC),Number,Paid,Subscription,Subtotal,"
            "Total\nin_1,20.00,20.00,eur,cus_1,2024-01-01 10:00,2024-01-31 10:00,A-1,true,sub_1,20.00,20.00\n",
            "invoices", "Stripe invoices");
        row("id,_fivetran_synced,allow_channelback,assignee_id,created_at,organization_id,priority,requester_id,status,"
            "subject,type\n9,x,false,3,2024-01-01 10:00,12,high,4,open,Broken,incident\n",
            "tickets", "Zendesk tickets (API)");
        row("Name,Gsid,ARR,CSM,Renewal Date,Stage,Score\nAcme,1P01,12000,Ann,2025-01-01,Adopting,71\n", "accounts",
            "Gainsight companies");
        row("CTA Name,Gsid,Company,Company ID,Type,Reason,Priority,Status,Due Date,Created Date,Closed Date,Owner\n"
            "Kickoff,1S01,Acme,A-1,Risk,Onboarding,High,Open,2025-01-01,2024-12-01,,Ann\n",
            "milestones", "Gainsight calls to action");
        row("Account External ID,Account Name,Owner,Next Renewal Date,Start Date,Total Contract Amount,License "
            "Count,ChurnScore\nA-1,Acme,Ann,2025-01-01,2023-01-01,12000,20,71\n",
            "accounts", "ChurnZero accounts");
        row("_id,name,externalId,owner,phase,mrr,customerFrom,renewalDate,h\nph1,Acme,A-1,Ann,Adopt,1000,2023-01-01,"
            "2025-01-01,7\n",
            "accounts", "Planhat companies");
        row("External ID,Name,MRR,CSM,Health Score,Next Renewal Date,First Seen,NPS Score,Segments\n"
            "A-1,Acme,1000,Ann,7.1,2025-01-01,2023-01-01,20,Enterprise\n",
            "accounts", "Vitally accounts");
        row("Account ID,Day,Number of Visitors,Number of Events,Minutes\nA-1,2024-01-01,5,100,44\n", "usage",
            "Pendo accounts over time");
        row("Subscription Id,Customer Id,Customer Email,Customer Company,Plan Id,Plan Name,Status,Currency,Plan "
            "Quantity,Plan Amount,MRR,Created At,Started At,Current Term End,Cancelled At\n"
            "s,c,b@x.example,Acme,gold,Gold,Active,USD,1,100.00,100.00,2024-01-01,2024-01-01,2024-06-01,\n",
            "subscriptions", "Chargebee subscriptions");
        row("subscription_id,account_code,account_company,plan_code,state,unit_amount,quantity,currency,activated_at,"
            "current_period_started_at,current_period_ends_at,canceled_at,expires_at,mrr\n"
            "s,a,Acme,gold,active,100.00,1,USD,2024-01-01 10:00:00 UTC,2024-05-01,2024-06-01,,,100.00\n",
            "subscriptions", "Recurly subscriptions");
        row("description,activity-mrr-movement,activity-mrr,activity-arr,date,type,currency,subscription-external-id,"
            "customer-name,customer-uuid,customer-external-id\nnew,10000,10000,120000,2024-01-01T00:00:00,new_biz,USD,"
            "s,Acme,cus_x,A-1\n",
            "arr_snapshots", "ChartMogul MRR movements");
        row("DATE,CUSTOMER_NAME,MRR_MOVEMENT,MRR,DESCRIPTION,MOVEMENT_TYPE,CURRENCY_CODE,BILLING_CONNECTOR_UUID,"
            "CUSTOMER_EXTERNAL_ID,CUSTOMER_UUID,SUBSCRIPTION_EXTERNAL_ID,PLAN_EXTERNAL_ID,UUID,RANK\n"
            "2024-01-01 10:00:00,Acme,10000,10000,new,new_biz,USD,ds_1,A-1,cus_x,s,gold,act_1,1\n",
            "arr_snapshots", "ChartMogul MRR movements (destination)");
        row("Subscription Id,Customer Id,Customer Company,Current Plan,Plan Quantity,Currency,MRR,Current Billing Term "
            "Start Date,Created At,Canceled On,Trial End,Status\n"
            "s,c,Acme,Gold,1,USD,100.00,2024-05-01,2024-01-01,,,Active\n",
            "subscriptions", "Chargebee subscriptions");
        row("accountExternalId,name,nextRenewalDate,totalContractAmount,startDate,LicenseCount,OwnerUserAccount,"
            "billingAddressCountry\nA-1,Acme,2025-01-01,12000,2023-01-01,20,ann,US\n",
            "accounts", "ChurnZero accounts");
        row("subscription-external-id,customer-external-id,customer-name,plan-name,interval-start,interval-end,mrr\n"
            "S-1,A-1,Acme,Gold,2024-01-01,2024-06-01,10000\n",
            "subscriptions", "ChartMogul MRR intervals");
        row("Ticket ID,Ticket name,Pipeline,Ticket status,Create date,Close date,Priority,Associated Company\n"
            "5,Broken,Support,New,2024-01-01 08:00,,High,Acme\n",
            "tickets", "HubSpot tickets");
        row("Record ID - Contact,First Name,Last Name,Email,Contact owner,Record ID - Company,Company name\n"
            "11,Bo,Lee,bo@acme.example,Ann,1,Acme\n",
            "contacts", "HubSpot contacts");
        row("StartDate,EndDate,RecordedDate,ResponseId,RecipientEmail,ExternalReference,Q3_NPS_GROUP,Q3\n"
            "x,x,2024-01-01,R_1,bo@acme.example,A,Promoter,9\n",
            "surveys", "Qualtrics NPS responses");
        row("Respondent ID,Collector ID,End Date,Email Address,How likely is it that you would recommend us?\n"
            "1,2,2024-01-01,bo@acme.example,9\n",
            "surveys", "SurveyMonkey NPS responses");
    }
    void amountsOfBillingToolsThatWriteCentsAreCents_data()
    {
        QTest::addColumn<QByteArray>("csv");
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<bool>("minor");
        const auto row = [](const char* name, const char* csv, const char* header, bool minor) {
            QTest::newRow(name) << QByteArray(csv) << QByteArray(header) << minor;
        };
        row("movements", "activity-mrr-movement,activity-mrr,date,customer-external-id\n1000,1000,2024-01-01,A\n",
            "activity-mrr", true);
        row("intervals",
            "subscription-external-id,customer-external-id,interval-start,interval-end,mrr\nS,A,2024-01-01,,1000\n",
            "mrr", true);
        row("API subscriptions",
            "id,customer_id,plan_amount,plan_interval,start_date\nsub_1,cus_1,1000,month,1704067200\n", "plan_amount",
            true);
        row("API invoices",
            "id,amount_due,amount_paid,customer_id,currency,created\nin_1,1000,1000,cus_1,usd,1704067200\n",
            "amount_due", true);
        row("dashboard subscriptions",
            "id,Customer ID,Plan,Quantity,Interval,Amount,Created (UTC)\nsub_1,cus_1,p,1,month,20.00,2024-01-01\n",
            "Amount", false);
    }
    void amountsOfBillingToolsThatWriteCentsAreCents()
    {
        QFETCH(QByteArray, csv);
        QFETCH(QByteArray, header);
        QFETCH(bool, minor);
        const Recognition recognition = recogniseText(csv);
        QVERIFY2(recognition.importable, recognition.why.c_str());
        for (const ColumnBinding& binding : recognition.mapping.columns) {
            if (binding.header == header.toStdString()) {
                QVERIFY(!binding.column.empty());
                QCOMPARE(binding.units == Units::Minor, minor);
            }
        }
    }

    void listsThatOnlyLookAlikeAreNotTaken_data()
    {
        QTest::addColumn<QByteArray>("csv");
        const auto row = [](const char* name, const char* csv) { QTest::newRow(name) << QByteArray(csv); };
        row("a ledger's accounts",
            "name,account_number,parent_id,expense_account_id,_synced\nTravel,6100,6000,17,2024-01-01\n");
        row("the CRM's own users",
            "id,account_id,email,name,title,first_name,last_name,username,profile_id,alias,is_active\n"
            "005,,ann@us.example,Ann,CSM,Ann,Lee,ann@us.example,00e,ann,true\n");
        row("payment methods",
            "id,account_id,ach_bank_name,credit_card_type,email,first_name,last_name,name,ach_address_1,bank_city,"
            "bank_code,credit_card_city,credit_card_country,iban,mandate_id,token_id,paypal_type\n"
            "2c9,A,,Visa,,,,,,,,,,,,,\n");
        row("payments",
            "id,Created date (UTC),Amount,Amount Refunded,Currency,Captured,Description,Fee,Mode,PaymentIntent "
            "ID,Status,Card ID,Customer ID,Customer Email,Invoice ID\n"
            "ch_1,2024-01-02,20.00,0.00,usd,true,x,0.88,Live,pi_1,Paid,card_1,cus_1,b@x.example,in_1\n");
        row("application fees",
            "id,Created (UTC),Amount,Amount Refunded,Currency,User ID,User Email,Application ID,Transaction ID\n"
            "fee_1,2025-12-31 14:30,\"0,25\",\"0,00\",eur,u,a@b.example,c,t\n");
        row("issues of a tracker",
            "Summary,Issue key,Issue id,Issue Type,Status,Project "
            "key,Priority,Assignee,Created,Resolved,Labels,Labels\n"
            "Broken,AB-1,10001,Bug,Open,AB,High,Bo,14/Jul/25 3:42 PM,,a,b\n");
        row("activity of users' movements alone",
            "Customer,Customer External ID,Date,Type,MRR Movement,Currency,Description\n"
            "Acme,A-1,2024-01-01,new_biz,10000,USD,new\n");
    }
    void listsThatOnlyLookAlikeAreNotTaken()
    {
        QFETCH(QByteArray, csv);
        const Recognition recognition = recogniseText(csv);
        QVERIFY2(!recognition.importable, recognition.why.c_str());
        QVERIFY(!recognition.why.empty());
    }

    void aHeaderThatNamesItsUnitIsAskedAbout_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("unit");
        for (const char* header : {"ARR (cents)", "ARR (in cents)", "arr_cents", "ARR in minor units"})
            QTest::newRow(header) << QByteArray(header) << QByteArray("cents");
        for (const char* header : {"ARR ($k)", "ARR (k)", "ARR (in thousands)", "arr_k"})
            QTest::newRow(header) << QByteArray(header) << QByteArray("thousands");
    }
    void aHeaderThatNamesItsUnitIsAskedAbout()
    {
        QFETCH(QByteArray, header);
        QFETCH(QByteArray, unit);
        Recognition recognition =
            recogniseText("account_id,name,owner," + header + "\nA,Acme,Ann,1200\n", "x.csv", DatasetId::Accounts);
        QVERIFY(bound(recognition, header.constData()).isEmpty());
        if (header.contains('('))
            QVERIFY(recognition.questions.size() == 1 && recognition.questions[0].answers[0] == unit.toStdString());
    }

    void knownExportsAreRecognisedByTheirHeaders()
    {
        QFETCH(QByteArray, csv);
        QFETCH(QString, dataset);
        QFETCH(QString, profile);
        const Recognition recognition = recogniseText(csv);
        QCOMPARE(datasetOf(recognition), dataset);
        QCOMPARE(QString::fromStdString(recognition.mapping.profile), profile);
    }

    void aListOfChurnEventsIsNoDatasetAndSaysWhereItsFactsBelong()
    {
        const QByteArray csv = "churn_event_id,account_id,churn_date,reason_code,refund_amount_usd,feedback_text\n"
                               "C-1,A-1,2024-10-27,pricing,4.03,switched\n";
        const Recognition recognition = recogniseText(csv);
        QVERIFY(!recognition.importable);
        QVERIFY2(recognition.why.find("churn events") != std::string::npos, recognition.why.c_str());
        // Somebody may still say what it is.
        QVERIFY(recogniseText(csv, "x.csv", DatasetId::Feedback).dataset == DatasetId::Feedback);
    }

    void aSurveyWithoutItsKindIsAskedAbout()
    {
        const Recognition recognition = recogniseText("Account ID,Survey Date,Score\nA-1,2024-01-01,9\n");
        QVERIFY(!recognition.importable);
        QVERIFY(std::any_of(recognition.questions.begin(), recognition.questions.end(), [](const Question& one) {
            return one.kind == QuestionKind::Constant && one.column == "kind" && one.answers.size() == 3;
        }));
    }

    void plainListsAreRecognisedBySynonyms_data()
    {
        QTest::addColumn<QByteArray>("csv");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* csv, const char* expected) {
            QTest::newRow(expected) << QByteArray(csv) << QString::fromUtf8(expected);
        };
        row("account_id,account_name,industry,country,signup_date,plan_tier,seats\nA,Acme,Tools,US,2024-01-01,Pro,5\n",
            "accounts");
        row("subscription_id,account_id,start_date,end_date,plan_tier,seats,mrr_amount,arr_amount,is_trial\n"
            "S,A,2024-01-01,,Pro,5,10,120,False\n",
            "subscriptions");
        row("usage_id,subscription_id,usage_date,feature_name,usage_count\nU,S,2024-01-01,f,9\n", "feature_usage");
        row("ticket_id,account_id,submitted_at,closed_at,priority,satisfaction_score,escalation_flag\n"
            "T,A,2024-01-01,2024-01-02 03:00:00,high,4.0,False\n",
            "tickets");
        row("Account ID,Week,Active Users,Licenses\nA,2024-01-01,5,10\n", "usage");
        const auto list = [](const char* name, const char* csv) {
            QTest::newRow(name) << QByteArray(csv) << QStringLiteral("accounts");
        };
        list("a platform's list",
            "Account ID,Account Name,ARR,Renewal Date,Health Score,Stage,Account Owner,Last Activity,NPS,Open "
            "Tickets,Notes\nA-1,Acme,120000,2025-09-30,71,Adoption,Ann,2025-06-01,9,2,fine\n");
        list("a list without ids",
            "Account Name,ARR,Renewal Date,CSM,Health,Auto Renew,Product,Next Step,Notes\n"
            "Acme,\"$120,000\",9/30/2025,Ann,green,Yes,Core,call,x\n");
        list("a list of companies",
            "company_name,industry,region,plan_type,arr,renewal_date,csm_email\n"
            "Acme,Tools,EMEA,pro,120000,2025-09-30,ann@x.example\n");
        list("a list with a contact",
            "name,industry,arr,health_score,stage,renewal_date,csm_name,primary_contact_name,primary_contact_email\n"
            "Acme,Tools,120000,71,Adoption,2025-09-30,Ann,Bo,bo@acme.example\n");
    }
    void plainListsAreRecognisedBySynonyms()
    {
        QFETCH(QByteArray, csv);
        QFETCH(QString, expected);
        QCOMPARE(datasetOf(recogniseText(csv)), expected);
    }

    void aFileThatNamesOnlyTheSubscriptionFindsItsAccountByIt()
    {
        const Recognition recognition =
            recogniseText("usage_id,subscription_id,usage_date,feature_name,usage_count\nU,S,2024-01-01,f,9\n");
        QCOMPARE(bound(recognition, "subscription_id"), QStringLiteral("@subscription_id"));
    }

    void aBareIdIsTheFilesOwnKey()
    {
        const Recognition recognition =
            recogniseText("id,account_id,opened_at,subject\n1,A,2024-01-01,broken\n", "tickets.csv");
        QCOMPARE(datasetOf(recognition), QStringLiteral("tickets"));
        QCOMPARE(bound(recognition, "id"), QStringLiteral("ticket_id"));
        QCOMPARE(bound(recognition, "account_id"), QStringLiteral("account_id"));
    }

    void headersMatchAfterTrimmingFoldingAndDroppingAParenthesis()
    {
        QCOMPARE(normalisedHeader("  Created-At (UTC) "), std::string("created at"));
        QCOMPARE(normalisedHeader("START__DATE"), std::string("start date"));
        QCOMPARE(normalisedHeader("Montant (€)"), std::string("montant"));
    }

    void retentionAndScoreColumnsAreNeverTakenWithoutAsking()
    {
        const Recognition recognition =
            recogniseText("Account ID,Account Name,ARR,NRR,GRR,Score,Owner\nA,Acme,100,1.1,0.9,7,Ann\n");
        QCOMPARE(datasetOf(recognition), QStringLiteral("accounts"));
        for (const char* header : {"NRR", "GRR", "Score"})
            QCOMPARE(bound(recognition, header), QString());
        QCOMPARE(recognition.questions.size(), std::size_t{3});
        QVERIFY(
            !recogniseText("Account ID,Survey Date,Survey Type,Score,Language\nA,2024-01-01,nps,7,en\n").importable);
    }

    void unixTimesAndCentsAreAskedAbout()
    {
        const Recognition epochs =
            recogniseText("ticket_id,account_id,opened_date,closed_at\nT,A,2024-01-01,1704067200\n");
        QCOMPARE(bound(epochs, "closed_at"), QString());
        const Recognition cents =
            recogniseText("invoice_id,account_id,issued_date,amount_cents,total\nI,A,2024-01-01,1200,12.00\n");
        QCOMPARE(bound(cents, "total"), QStringLiteral("amount"));
        const Recognition api =
            recogniseText("invoice_id,customer_id,invoice_date,total\nin_1,cus_1,2024-01-01,120000\n");
        QVERIFY(!api.importable);
        QCOMPARE(api.questions.size(), std::size_t{1});
    }

    void aBareIdBesideANameCouldBeAnything()
    {
        const char* text = "id,name,created_at\n1,Acme,2024-01-01\n";
        QVERIFY(!recogniseText(text, "list.csv").importable);
        QCOMPARE(datasetOf(recogniseText(text, "accounts.csv")), QStringLiteral("accounts")); // the file's name tells
        QCOMPARE(datasetOf(recogniseText("id,name,renewal_date\n1,Acme,2024-01-01\n", "list.csv")),
            QStringLiteral("accounts"));
    }

    void aFileIsNotTakenForADatasetThatFewOfItsHeadersNameUnlessToldTo()
    {
        // Like a CRM's list of tasks: 3 of 12 headers could be an interaction's.
        const char* header = "id,account_id,activity_date,call_type,is_closed,is_deleted,owner_id,priority,status,"
                             "what_id,who_id,subject\n";
        const Recognition weak = recogniseText(header, "task.csv");
        QVERIFY(!weak.importable);
        const Recognition people =
            recogniseText("id,name,email,alias,city,department,is_active,profile_id,username\n", "user.csv");
        QVERIFY(!people.importable);
        // Half of the headers are enough; a key of its own name and a third of them are too.
        QCOMPARE(
            datasetOf(recogniseText("invoice_id,account_id,issued_date,amount,a,b,c,d\n")), QStringLiteral("invoices"));
        QCOMPARE(datasetOf(recogniseText("invoice_id,account_id,issued_date,amount,a,b,c,d,e,f,g,h\n")),
            QStringLiteral("invoices"));
        const Recognition few = recogniseText("invoice_id,account_id,issued_date,amount,a,b,c,d,e,f,g,h,i\n");
        QVERIFY(!few.importable);
        QVERIFY2(QString::fromStdString(few.why).contains(QStringLiteral("only 4 of 13 headers")), few.why.c_str());
        QVERIFY(recogniseText(
            "invoice_id,account_id,issued_date,amount,a,b,c,d,e,f,g,h,i\n", "list.csv", DatasetId::Invoices)
                    .importable);
    }

    void dealsWithoutAnIdAreNotTakenForAccounts()
    {
        QVERIFY(!recogniseText("sales_agent,product,account,deal_stage,engage_date,close_date,close_value\n"
                               "Ann,P,Acme,Won,10/20/2016,3/1/2017,1054\n")
                     .importable);
    }

    void aListThatFitsNoDatasetSaysWhatIsMissing()
    {
        const Recognition recognition =
            recogniseText("invoice_id,account_id,issued_date,terms\nC,A,2024-01-01,30 days\n");
        QVERIFY(!recognition.importable);
        QVERIFY2(
            QString::fromStdString(recognition.why).contains(QStringLiteral("no column for")), recognition.why.c_str());
        QVERIFY(!recogniseText("colour,height\nred,5\n").importable);
    }

    void titlesAboveAndAnyDelimiterAreFound_data()
    {
        QTest::addColumn<QByteArray>("csv");
        QTest::addColumn<int>("headerLine");
        QTest::newRow("titles") << QByteArray(
                                       "Accounts of the week\nGenerated 2024-01-01\n\naccount_id,name,arr\nA,Acme,5\n")
                                << 4;
        QTest::newRow("padded titles") << QByteArray("Report,,\n,,\naccount_id,name,arr\nA,Acme,5\n") << 3;
        QTest::newRow("semicolon") << QByteArray("account_id;name;arr\nA;Acme, Inc;5\n") << 1;
        QTest::newRow("tab") << QByteArray("account_id\tname\tarr\nA\tAcme\t5\n") << 1;
        QTest::newRow("pipe") << QByteArray("account_id|name|arr\nA|Acme|5\n") << 1;
        QTest::newRow("header alone") << QByteArray("account_id,name,arr") << 1;
    }
    void titlesAboveAndAnyDelimiterAreFound()
    {
        QFETCH(QByteArray, csv);
        QFETCH(int, headerLine);
        const std::string bytes = csv.toStdString();
        const auto table =
            csvTable("x.csv", {}, [bytes]() -> Result<std::unique_ptr<ByteSource>> { return memorySource(bytes); });
        QVERIFY(table.has_value());
        QCOMPARE(table->headers, (std::vector<std::string>{"account_id", "name", "arr"}));
        QCOMPARE(table->headerLine, std::int64_t{headerLine});
    }

    void aMappingSurvivesItsJson()
    {
        Mapping mapping;
        mapping.dataset = DatasetId::Subscriptions;
        mapping.fingerprint = "f";
        mapping.constants["currency"] = "EUR";
        mapping.endDates = EndDates::LastDay;
        mapping.columns.push_back({"Plan \"A\"", 2, "product", "decided", {{"x", "y"}}, DateOrder::Mdy, Units::Minor});
        const auto again = Mapping::fromJson(mapping.toJson());
        QVERIFY(again.has_value());
        QCOMPARE(again->toJson(), mapping.toJson());
        QVERIFY(again->columns[0].dateOrder == DateOrder::Mdy);
        QVERIFY(again->columns[0].units == Units::Minor);
        QVERIFY(!Mapping::fromJson("{\"dataset\":\"nothing\"}"));
        QVERIFY(!Mapping::fromJson("{\"dataset\":\"usage\",\"columns\":{\"A\":\"no such column\"}}"));
        QVERIFY(!Mapping::fromJson("[1]"));
    }

    void theFingerprintDependsOnTheHeadersAloneNotOnTheirOrder()
    {
        const std::vector<std::string> one = {"A", "b_c"}, two = {"B C ", "a"}, three = {"A", "b_d"};
        QCOMPARE(headerFingerprint(one), headerFingerprint(two));
        QVERIFY(headerFingerprint(one) != headerFingerprint(three));
    }
};

QTEST_GUILESS_MAIN(ImportRecognitionTest)
#include "import_recognition_test.moc"
