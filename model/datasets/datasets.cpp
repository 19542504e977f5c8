// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/datasets/datasets.h"

#include <array>

namespace holdfast {

namespace {

using enum ColumnType;
constexpr bool required = true, optional = false, key = true, plain = false;

constexpr ColumnSpec accountsColumns[] = {
    {"account_id", Account, required, key, "",
        "account id|accountid|account number|customer id|customerid|company id|client id|org id|organization "
        "id|organisation id|tenant id|workspace id",
        "The account's own id; text, leading zeros stay."},
    {"name", Text, required, plain, "",
        "account name|company name|company|customer|customer name|account|client|client "
        "name|organization|organisation|organization name",
        "What people call the account."},
    {"segment", Text, optional, plain, "",
        "customer segment|tier|plan tier|size segment|account tier|market segment|plan",
        "The part of the book it belongs to (enterprise, mid-market, SMB)."},
    {"industry", Text, optional, plain, "", "sector|vertical|industry name", "The account's industry."},
    {"region", Text, optional, plain, "", "country|geo|geography|billing country|territory|market",
        "Where the account is."},
    {"owner", Text, optional, plain, "",
        "csm|csm name|csm owner|customer success manager|account owner|account manager|owner name|cs owner|company "
        "owner",
        "The customer-success manager who holds the account."},
    {"contract_model", Enum, optional, plain, "monthly annual multi_year",
        "contract type|billing frequency|contract term|billing period|term type",
        "How long the account commits: monthly, annual or multi_year."},
    {"touch", Enum, optional, plain, "tech human", "touch model|engagement model|coverage model",
        "Whether people (human) or programmes (tech) look after it; missing reads as human."},
    {"start_date", Date, optional, plain, "",
        "customer since|signup date|sign up date|start|contract start date|contract start|became customer|original "
        "start date|onboard date|created date|subscription start",
        "The day it became a customer."},
    {"renewal_date", Date, optional, plain, "",
        "renewal|next renewal|next renewal date|contract end date|contract renewal date|renews on|renewal on",
        "The day the contract renews."},
    {"churn_date", Date, optional, plain, "",
        "churned at|churned on|cancellation date|cancelled at|canceled at|churned date|lost date",
        "The first day without ARR after it left."},
    {"churn_reason", Text, optional, plain, "",
        "reason|churn reason code|cancellation reason|reason for churn|loss reason",
        "Why it left, in the words of the export."},
    {"arr", Money, optional, plain, "", "annual recurring revenue|current arr|total arr|arr amount|acv",
        "Annual recurring revenue when neither subscriptions nor snapshots say it."},
    {"currency", Text, optional, plain, "", "currency code|currency iso code|billing currency|account currency",
        "ISO code of the account's amounts."},
    {"seats", Int, optional, plain, "",
        "licenses|licences|license count|seat count|number of seats|purchased seats|contracted seats|total licenses",
        "Seats under contract."},
    {"fit", Enum, optional, plain, "good partial poor", "icp fit|customer fit|fit score",
        "How well the account matches whom the product is for."},
    {"handoff_date", Date, optional, plain, "", "sales handoff date|handover date|handoff|sales to cs handoff",
        "When sales handed the account over with goals and promises written down."},
    {"kickoff_date", Date, optional, plain, "", "kick off date|kickoff|kickoff on|implementation start",
        "When the joint kickoff was held."},
    {"onboarding_completed_date", Date, optional, plain, "",
        "onboarding complete date|onboarded date|onboarded at|go live date|golive date|launch date|implementation "
        "end|onboarding completed|onboarding end date",
        "When onboarding was finished."},
    {"acquisition_cost", Money, optional, plain, "", "cac|customer acquisition cost|cost of acquisition",
        "What winning the account cost."},
    {"gross_margin", Number, optional, plain, "", "margin|gross margin percent",
        "Share of its ARR that is margin, 0 to 1."},
};

constexpr ColumnSpec subscriptionsColumns[] = {
    {"subscription_id", Id, required, key, "",
        "subscription id|subscription|sub id|contract id|contract number|subscription number|line id",
        "The subscription's own id."},
    {"account_id", Account, required, plain, "", "account id|accountid|customer id|customer|company id|client id",
        "The account that pays."},
    {"product", Text, optional, plain, "",
        "product name|plan|plan name|plan tier|item|sku|price nickname|product id|plan id", "What is subscribed to."},
    {"start_date", Date, required, plain, "",
        "start|starts on|start date|current term start|term start|contract start|contract start date|activated "
        "at|created|effective start date|subscription start|started at",
        "First day with this ARR."},
    {"end_date", Date, optional, plain, "",
        "end|ends on|term end|current term end|contract end|contract end date|ended at|canceled at|cancelled at|expiry "
        "date|expiration date|effective end date",
        "First day without it (empty: open)."},
    {"arr", Money, required, plain, "", "arr amount|annual recurring revenue|annual amount|annual value|acv|arr",
        "Annual recurring revenue; or give mrr."},
    {"mrr", Money, optional, plain, "", "mrr amount|monthly recurring revenue|monthly amount|monthly value",
        "Monthly recurring revenue, taken times twelve when arr is not given."},
    {"currency", Text, optional, plain, "", "currency code|currency iso code", "ISO code of the amount."},
    {"seats", Int, optional, plain, "", "licenses|licences|quantity|license count|seat count",
        "Seats in this subscription."},
    {"notice_date", Date, optional, plain, "",
        "cancellation notice date|cancellation received|notice given|cancel requested at|cancellation "
        "requested|notice|cancel at",
        "When the cancellation was received."},
};

constexpr ColumnSpec arrSnapshotsColumns[] = {
    {"account_id", Account, required, key, "", "account id|customer id|company id", "The account."},
    {"date", Date, required, key, "", "snapshot date|as of|as of date|month|period|period end|month end",
        "The day of the figure."},
    {"arr", Money, required, plain, "", "annual recurring revenue|arr amount|ending arr",
        "Annual recurring revenue on that day; or give mrr."},
    {"mrr", Money, optional, plain, "", "monthly recurring revenue|mrr amount|ending mrr",
        "Monthly recurring revenue, taken times twelve when arr is not given."},
    {"currency", Text, optional, plain, "", "currency code|currency iso code", "ISO code of the amount."},
};

constexpr ColumnSpec usageColumns[] = {
    {"account_id", Account, required, key, "",
        "account id|accountid|customer id|company id|org id|tenant id|workspace id", "The account."},
    {"date", Date, required, key, "", "usage date|day|week|week start|week of|month|period|activity date|event date",
        "The day, or the first day of the week or month."},
    {"active_users", Int, optional, plain, "",
        "active user count|users active|wau|dau|mau|weekly active users|monthly active users|daily active users|unique "
        "users|num visitors|visitors",
        "Distinct active users."},
    {"seats", Int, optional, plain, "", "licenses|licences|seat count|total seats|licensed users|total users",
        "Seats available to the account then."},
    {"sessions", Int, optional, plain, "", "session count|logins|visits|number of sessions|num events|events",
        "Sessions or logins."},
    {"features_used", Int, optional, plain, "", "feature count|features|distinct features|num features",
        "Distinct features used."},
    {"workflows_started", Int, optional, plain, "", "workflow starts|started workflows|tasks started",
        "Workflows begun."},
    {"workflows_completed", Int, optional, plain, "", "workflow completions|completed workflows|tasks completed",
        "Workflows finished."},
};

constexpr ColumnSpec featureUsageColumns[] = {
    {"account_id", Account, required, key, "", "account id|accountid|customer id|company id", "The account."},
    {"feature", Text, required, key, "", "feature name|feature id|module|event name|page|capability", "The feature."},
    {"date", Date, required, key, "", "usage date|day|week|week start|month|period|event date",
        "The day, or the first day of the week or month."},
    {"count", Int, required, plain, "", "usage count|uses|events|clicks|num events|usage|times used",
        "How often it was used."},
    {"core", Bool, optional, plain, "", "is core|core feature|is core feature|sticky feature",
        "Whether it is one of the features that make the product stay."},
};

constexpr ColumnSpec milestonesColumns[] = {
    {"milestone_id", Id, required, key, "", "milestone id|task id|step id", "The milestone's own id."},
    {"account_id", Account, required, plain, "", "account id|customer id|company id", "The account."},
    {"name", Text, required, plain, "", "milestone|milestone name|task|task name|title|step", "What is to be reached."},
    {"side", Enum, optional, plain, "vendor customer", "responsible side|responsible|party|assigned to",
        "Who has to do it."},
    {"core", Bool, optional, plain, "", "is core|core milestone|critical", "Whether adoption counts on it."},
    {"first_value", Bool, optional, plain, "", "is first value|first value milestone|value milestone",
        "Whether reaching it is the first value."},
    {"planned_date", Date, optional, plain, "", "planned|due date|target date|plan date|planned on",
        "When it was to be reached."},
    {"completed_date", Date, optional, plain, "",
        "completed|completed on|completed at|done date|completion date|actual date", "When it was reached."},
    {"blocked_since", Date, optional, plain, "", "blocked|blocked on|blocked from|blocked since date",
        "Since when it is blocked."},
};

constexpr ColumnSpec outcomesColumns[] = {
    {"outcome_id", Id, required, key, "", "outcome id|objective id|goal id|success criterion id",
        "The outcome's own id."},
    {"account_id", Account, required, plain, "", "account id|customer id|company id", "The account."},
    {"name", Text, required, plain, "", "outcome|objective|goal|objective name|success criterion|title",
        "What the customer wants."},
    {"metric", Text, optional, plain, "", "measure|kpi|metric name", "The figure it is measured by."},
    {"unit", Text, optional, plain, "", "units|metric unit", "The unit of that figure."},
    {"baseline", Number, optional, plain, "", "start value|baseline value|from",
        "The figure at the start; missing counts as 0."},
    {"target", Number, optional, plain, "", "target value|goal value|to", "The figure to reach."},
    {"current", Number, optional, plain, "", "current value|actual|latest value|actual value",
        "The figure when last measured."},
    {"measured_date", Date, optional, plain, "", "measured|measured on|last measured|measurement date",
        "When it was last measured."},
    {"agreed_date", Date, optional, plain, "", "agreed|agreed on|agreement date|defined on",
        "When it was agreed with the customer."},
    {"due_date", Date, optional, plain, "", "due|due on|target date|deadline", "When it is to be reached."},
    {"achieved_date", Date, optional, plain, "", "achieved|achieved on|completed date|reached on",
        "When it was reached."},
    {"annual_value", Money, optional, plain, "", "value|annual benefit|business value|yearly value",
        "What it is worth to the customer in a year, in the account's currency."},
    {"recognised_date", Date, optional, plain, "",
        "recognized date|recognised|recognized|recognised on|recognized on|celebrated on",
        "When the win was recognised before the customer's leaders."},
    {"recognised_how", Text, optional, plain, "", "recognized how|recognition|how recognised|how recognized",
        "How it was recognised."},
};

constexpr ColumnSpec contactsColumns[] = {
    {"contact_id", Id, required, key, "", "contact id|contactid|person id|user id", "The contact's own id."},
    {"account_id", Account, required, plain, "", "account id|accountid|customer id|company id", "The account."},
    {"name", Text, required, plain, "", "contact name|full name|contact|person", "The person's name."},
    {"role", Enum, optional, plain, "economic_buyer executive_sponsor champion technical user",
        "contact role|stakeholder role|buying role|persona|relationship role", "The part the person plays."},
    {"title", Text, optional, plain, "", "job title|position|jobtitle", "The person's job."},
    {"email", Text, optional, plain, "", "e mail|email address|mail|work email", "The person's e-mail address."},
    {"joined_date", Date, optional, plain, "", "joined|start date|added on|since|created date|joined on",
        "When the person came."},
    {"left_date", Date, optional, plain, "", "left|left on|departed|departure date|end date|left company date",
        "When the person left."},
};

constexpr ColumnSpec interactionsColumns[] = {
    {"interaction_id", Id, required, key, "", "interaction id|activity id|meeting id|event id|call id|timeline id",
        "The interaction's own id."},
    {"account_id", Account, required, plain, "", "account id|accountid|customer id|company id", "The account."},
    {"date", Date, required, plain, "", "activity date|meeting date|held on|call date|event date|interaction date",
        "The day."},
    {"kind", Enum, optional, plain, "meeting qbr call email webinar event training reference referral",
        "type|activity type|meeting type|interaction type|touchpoint type", "What it was."},
    {"held", Bool, optional, plain, "", "was held|took place|happened|completed",
        "Whether it took place; missing means yes."},
    {"sponsor_attended", Bool, optional, plain, "",
        "sponsor present|executive attended|exec attended|sponsor attendance|exec sponsor attended",
        "Whether a sponsor or buyer was there."},
    {"sentiment", Number, optional, plain, "", "sentiment score|mood", "From -1 (bad) to 1 (good)."},
    {"notes", Text, optional, plain, "", "note|summary|description|minutes|comments", "What was said."},
};

constexpr ColumnSpec ticketsColumns[] = {
    {"ticket_id", Id, required, key, "", "ticket id|case id|case number|ticket number|ticket", "The ticket's own id."},
    {"account_id", Account, required, plain, "", "account id|accountid|customer id|company id|organization id",
        "The account."},
    {"opened_date", Date, required, plain, "",
        "opened|opened at|created at|created|submitted at|created date|create date|date opened|opened on",
        "When it was opened."},
    {"closed_date", Date, optional, plain, "",
        "closed|closed at|resolved at|solved at|date closed|close date|resolved|closed on|solved",
        "When it was closed (empty: open)."},
    {"severity", Enum, optional, plain, "urgent high normal low", "priority|urgency|severity level|ticket priority",
        "How bad it is."},
    {"escalated", Bool, optional, plain, "", "is escalated|escalation|escalation flag|escalated to management",
        "Whether it was escalated."},
    {"category", Text, optional, plain, "", "type|ticket type|topic|case reason", "What it is about."},
    {"subject", Text, optional, plain, "", "title|summary|ticket subject|ticket name", "Its title."},
    {"csat", Number, optional, plain, "", "satisfaction|csat score|satisfaction score|satisfaction rating",
        "The customer's rating of it, 1 to 5."},
};

constexpr ColumnSpec surveysColumns[] = {
    {"account_id", Account, required, key, "", "account id|accountid|customer id|company id", "The account."},
    {"date", Date, required, key, "",
        "survey date|response date|responded at|recorded date|answered on|submitted at|end date",
        "The day of the answer."},
    {"kind", Enum, required, key, "nps csat ces", "survey type|survey kind|survey|type", "Which survey it was."},
    {"score", Number, required, plain, "", "rating|answer|value|nps score|csat score|ces score|survey score",
        "The answer: NPS 0 to 10, CSAT 1 to 5."},
    {"respondent", Text, optional, key, "", "respondent name|respondent email|contact|email|recipient|respondent id",
        "Who answered."},
    {"comment", Text, optional, plain, "", "comments|verbatim|feedback|reason", "What was said."},
};

constexpr ColumnSpec invoicesColumns[] = {
    {"invoice_id", Id, required, key, "",
        "invoice id|invoice number|invoice no|invoice no.|invoice nr|invoice #|invoice|number",
        "The invoice's own id."},
    {"account_id", Account, required, plain, "", "account id|accountid|customer id|customer|company id",
        "The account."},
    {"issued_date", Date, required, plain, "", "issued|issued on|invoice date|created|issue date|date|created at",
        "When it was issued."},
    {"due_date", Date, optional, plain, "", "due|due on|payment due date|due at", "When it was to be paid."},
    {"paid_date", Date, optional, plain, "", "paid|paid on|payment date|paid at|date paid|closed at",
        "When it was paid (empty: not)."},
    {"amount", Money, required, plain, "", "total|amount due|invoice amount|total amount|grand total", "The amount."},
    {"currency", Text, optional, plain, "", "currency code|currency iso code", "ISO code of the amount."},
};

constexpr ColumnSpec opportunitiesColumns[] = {
    {"opportunity_id", Id, required, key, "", "opportunity id|deal id|opp id|record id", "The opportunity's own id."},
    {"account_id", Account, required, plain, "", "account id|accountid|customer id|company id|account", "The account."},
    {"kind", Enum, optional, plain, "expansion cross_sell renewal", "type|opportunity type|deal type",
        "What would be sold."},
    {"name", Text, optional, plain, "", "opportunity name|deal name|opportunity|deal", "Its name."},
    {"created_date", Date, required, plain, "", "created|created on|create date|engage date|created at|date created",
        "When it was created."},
    {"close_date", Date, optional, plain, "", "closed|close|closed on|expected close date|closed date|close at",
        "When it was or is to be closed."},
    {"stage", Enum, optional, plain, "open won lost", "deal stage|stage name|status|opportunity stage",
        "Where it stands."},
    {"amount", Money, optional, plain, "", "value|deal amount|opportunity amount|close value|deal value",
        "What it is worth in a year."},
    {"currency", Text, optional, plain, "", "currency code|currency iso code", "ISO code of the amount."},
};

constexpr ColumnSpec signalsColumns[] = {
    {"signal_id", Id, required, key, "", "signal id|event id", "The signal's own id."},
    {"account_id", Account, required, plain, "", "account id|accountid|customer id|company id", "The account."},
    {"date", Date, required, plain, "", "signal date|noticed on|event date|detected on", "The day."},
    {"kind", Enum, optional, plain,
        "growth_mention new_use_case added_users product_request new_region reorganisation budget_cut",
        "type|signal type|signal", "What it hints at."},
    {"source", Text, optional, plain, "", "origin|channel", "Where it was heard."},
    {"note", Text, optional, plain, "", "notes|description|details|comment", "What was said."},
    {"handled_date", Date, optional, plain, "", "handled|handled on|actioned on|followed up on",
        "When somebody took it up."},
};

constexpr ColumnSpec healthColumns[] = {
    {"account_id", Account, required, key, "", "account id|accountid|customer id|company id", "The account."},
    {"date", Date, required, key, "", "health date|as of|rated on|scored on|updated on", "The day of the status."},
    {"source", OpenEnum, required, key, "cs implementation sales support", "rated by|team|health source",
        "Who gave it."},
    {"status", Enum, required, plain, "green yellow red",
        "health|health status|health color|health colour|rag|rag status|color|colour", "The status."},
    {"score", Number, optional, plain, "", "", "The figure behind it, if any."},
};

constexpr ColumnSpec feedbackColumns[] = {
    {"feedback_id", Id, required, key, "", "feedback id|request id|idea id", "The feedback's own id."},
    {"account_id", Account, required, plain, "", "account id|accountid|customer id|company id", "The account."},
    {"date", Date, required, plain, "", "feedback date|received on|submitted on|created at", "The day."},
    {"category", Text, optional, plain, "", "type|topic|theme", "What it is about."},
    {"text", Text, optional, plain, "", "feedback|feedback text|comment|description|verbatim", "What was said."},
    {"status", Enum, optional, plain, "new planned shipped declined", "state|feedback status", "What became of it."},
};

constexpr ColumnSpec fxRatesColumns[] = {
    {"currency", Text, required, key, "", "currency code|code|from currency", "ISO code."},
    {"date", Date, required, key, "", "rate date|as of|valid from", "The day of the rate."},
    {"rate", Rate, required, plain, "", "exchange rate|fx rate|conversion rate", "Base-currency units per one unit."},
};

constexpr DatasetSpec allDatasets[] = {
    {DatasetId::Accounts, "accounts", "Accounts", "One row per customer account.", "start_date", accountsColumns,
        false},
    {DatasetId::Subscriptions, "subscriptions", "Subscriptions", "One row per subscription or contract line.",
        "start_date", subscriptionsColumns, false},
    {DatasetId::ArrSnapshots, "arr_snapshots", "ARR snapshots",
        "The account's ARR on a day, as a finance list gives it.", "date", arrSnapshotsColumns, false},
    {DatasetId::Usage, "usage", "Usage", "Product usage of an account on a day, in a week or in a month.", "date",
        usageColumns, true},
    {DatasetId::FeatureUsage, "feature_usage", "Feature usage", "How often an account used a feature.", "date",
        featureUsageColumns, true},
    {DatasetId::Milestones, "milestones", "Milestones", "Planned and reached steps of onboarding and later projects.",
        "planned_date", milestonesColumns, false},
    {DatasetId::Outcomes, "outcomes", "Outcomes", "What the customer set out to reach, and how far it is.",
        "agreed_date", outcomesColumns, false},
    {DatasetId::Contacts, "contacts", "Contacts", "The people at the account.", "joined_date", contactsColumns, false},
    {DatasetId::Interactions, "interactions", "Interactions", "Meetings, calls and other contacts with the account.",
        "date", interactionsColumns, false},
    {DatasetId::Tickets, "tickets", "Tickets", "Support tickets.", "opened_date", ticketsColumns, false},
    {DatasetId::Surveys, "surveys", "Surveys", "Answers to NPS, CSAT and CES surveys.", "date", surveysColumns, false},
    {DatasetId::Invoices, "invoices", "Invoices", "Invoices and their payment.", "issued_date", invoicesColumns, false},
    {DatasetId::Opportunities, "opportunities", "Opportunities", "Expansion, cross-sell and renewal opportunities.",
        "created_date", opportunitiesColumns, false},
    {DatasetId::Signals, "signals", "Signals", "Hints of growth or trouble heard from the account.", "date",
        signalsColumns, false},
    {DatasetId::Health, "health", "Health", "Health statuses that teams or tools gave the account.", "date",
        healthColumns, false},
    {DatasetId::Feedback, "feedback", "Feedback", "Requests and remarks about the product.", "date", feedbackColumns,
        false},
    {DatasetId::FxRates, "fx_rates", "Currency rates", "What one unit of a currency is worth in the base currency.",
        "date", fxRatesColumns, false},
};
static_assert(std::size(allDatasets) == datasetCount);

} // namespace

int DatasetSpec::column(std::string_view columnName) const
{
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns[i].name == columnName)
            return static_cast<int>(i);
    }
    return -1;
}

std::span<const DatasetSpec> datasets()
{
    return allDatasets;
}

const DatasetSpec& dataset(DatasetId id)
{
    return allDatasets[static_cast<std::size_t>(id)];
}

const DatasetSpec* findDataset(std::string_view name)
{
    for (const DatasetSpec& spec : allDatasets) {
        if (spec.name == name)
            return &spec;
    }
    return nullptr;
}

std::optional<int> enumPlace(std::string_view values, std::string_view text)
{
    int place = 0;
    while (!values.empty()) {
        const std::string_view value = values.substr(0, values.find(' '));
        if (value == text)
            return place;
        values.remove_prefix(value.size() == values.size() ? value.size() : value.size() + 1);
        ++place;
    }
    return std::nullopt;
}

std::string_view enumText(std::string_view values, int place)
{
    for (; place > 0 && !values.empty(); --place) {
        const auto blank = values.find(' ');
        values.remove_prefix(blank == std::string_view::npos ? values.size() : blank + 1);
    }
    return values.substr(0, values.find(' '));
}

} // namespace holdfast
