// SPDX-License-Identifier: GPL-3.0-or-later
// A review desk without a store: one small book, analysed for real; decisions are kept in memory, everything that
// was asked for is written down.
#pragma once

#include "model/analysis/analysis.h"
#include "tests/support/portfolio_builder.h"
#include "tests/support/review_bundle.h"
#include "ui/panels/review_desk.h"

namespace holdfast {

// A name that a careless window would render, and a spreadsheet would run.
inline const std::string hostileName = "<img src=\"file:///etc/hostname\"> =1+1";

// Twenty accounts as of 2025-06-30: some falling in use, some stalled, one with a hostile name.
inline PortfolioPtr smallBook()
{
    const char* names[] = {"Oakhollow Mutual", "Kestrelbay Air", "Marrowstone Clinics", "Tesselmere",
        "Brindlewater Utilities", "Hollinmoor Steel", "Veridane Robotics", "Saltmarsh & Vane", "Calderfinch",
        "Thornbeck Energy", "Quillfern Press", "Greyfold Insurance", "Lumenorchard", "Pennywhistle Games",
        "Fernacre Retail", "Ashgrove Logistics", "Copperlight Labs", "Dunmarrow Foods", "Eastwick Optics",
        "A company with a very long name that does not fit any column of any table whatever its width"};
    const char* segments[] = {"Enterprise", "Mid-market", "SMB"};
    const char* owners[] = {"M. Ibarra", "T. Okafor", "L. Brandt", "S. Whitlow", "J. Aldane"};
    const Date today = day("2025-06-30");
    PortfolioBuilder book;
    for (int at = 0; at < 21; ++at) {
        const std::string id = "A-" + std::to_string(100 + at);
        const std::string name = at == 20 ? hostileName : names[at];
        std::string cells = "name=" + name + ", segment=" + segments[at % 3] + ", region=EMEA, contract_model=annual";
        if (at % 7 != 6)
            cells += std::string(", owner=") + owners[at % 5];
        cells += ", start_date=2023-0" + std::to_string(1 + at % 9) + "-15";
        book.account(id, cells);
        const int arr = 960000 - at * 43000;
        const Date end = today.addDays(30 + at * 17);
        book.subscription(id, "2023-06-30", end.toIso(), std::to_string(at % 4 == 0 ? arr + 20000 : arr));
        std::vector<std::int64_t> users;
        for (int week = 0; week < 60; ++week) {
            const bool falls = at % 3 == 0 && week > 44;
            users.push_back(falls ? 400 - (week - 44) * 12 - at : 380 + (week * 7 + at * 13) % 40);
        }
        book.weeklyUsage(id, "2024-05-06", users, "seats=460");
        if (at % 2 == 0)
            book.row("health",
                "account_id=" + id + ", date=2025-06-12, source=cs, status=" + (at % 4 == 0 ? "green" : "red"));
        if (at % 5 == 1)
            book.row("contacts",
                "account_id=" + id + ", name=Ada Lind, role=champion, joined_date=2023-02-01, left_date=2025-06-03");
        if (at % 5 == 2)
            book.row("milestones",
                "account_id=" + id + ", name=Connect data, side=vendor, core=true, planned_date=2025-05-01");
        book.row("outcomes",
            "account_id=" + id +
                ", name=Claim time, baseline=20, target=8, current=18, agreed_date=2024-12-01, due_date=2025-08-01, "
                "measured_date=2025-04-08");
    }
    return book.build();
}

class FakeDesk : public ReviewDesk {

public:
    explicit FakeDesk(const PortfolioPtr& portfolio = smallBook())
        : portfolio_(portfolio)
    {
    }

    void open()
    {
        auto facts = std::make_shared<StoreFacts>();
        facts->path = QStringLiteral("/tmp/book.holdfast");
        ImportRecord import;
        import.number = 1;
        import.startedAt = "2025-06-30T09:12:00";
        import.files = {{ "accounts.csv", "accounts", 21, 21, 0, 0, 1, 2 }};
        facts->imports = {import};
        facts->orphans = {{"usage", "name " + hostileName, 3}};
        facts->rejected = {{1, "accounts.csv", 23, "accounts", "account_id", "1.03E+13", hostileName, "1.03E+13,x",
            "account_id,name"}};
        facts_ = facts;
        compute();
        Q_EMIT storeChanged();
        Q_EMIT reviewChanged(review_);
    }
    void compute()
    {
        ReviewBundle bundle = bundleOf(portfolio_, asOf_);
        for (std::size_t at = 0; at < bundle.states.size(); ++at) {
            const Exception& one = bundle.analysis->exceptions.exceptions[at];
            for (const Decision& decision : decisions_) {
                const std::string id = one.account ? portfolio_->accountId(*one.account) : std::string();
                if (id == decision.accountId && one.rule == decision.rule)
                    bundle.states[at].decision = decision;
            }
        }
        review_ = std::make_shared<const ReviewBundle>(std::move(bundle));
    }

    ReviewPtr review() const override { return review_; }
    StoreFactsPtr storeFacts() const override { return facts_; }
    DeskSettings settings() const override { return settings_; }
    std::map<RuleId, RuleTally> ruleTallies() const override { return tallyByRule(decisions_); }
    bool isBusy() const override { return false; }
    Date asOf() const override { return asOf_; }
    Period period() const override { return yearUpTo(asOf_); }
    Filter filter() const override { return filter_; }
    Period dateRange() const override { return {day("2024-05-06"), day("2025-06-30")}; }

    void openStore(const QString& path) override { asked.append(QStringLiteral("open ") + path); }
    void openSample() override { asked.append(QStringLiteral("sample")); }
    void setAsOf(Date day) override
    {
        asked.append(QStringLiteral("as of ") + QString::fromStdString(day.toIso()));
        asOf_ = day;
        compute();
        Q_EMIT reviewChanged(review_);
    }
    void setPeriodFrom(std::optional<Date>) override { asked.append(QStringLiteral("period")); }
    void setFilter(const Filter& filter) override
    {
        filter_ = filter;
        asked.append(QStringLiteral("filter"));
        Q_EMIT reviewChanged(review_);
    }
    void setCadence(Cadence) override { asked.append(QStringLiteral("cadence")); }
    void setSettings(const DeskSettings& settings) override
    {
        asked.append(QStringLiteral("settings"));
        settings_ = settings;
        Q_EMIT settingsChanged();
    }
    void openReview() override { asked.append(QStringLiteral("open review")); }
    void closeReview() override { asked.append(QStringLiteral("close review")); }
    void showReview(std::int64_t number) override { asked.append(QStringLiteral("show %1").arg(number)); }
    void decide(const Decision& decision, const QString& actionTitle) override
    {
        Decision kept = decision;
        kept.number = static_cast<std::int64_t>(decisions_.size()) + 1;
        decisions_.push_back(kept);
        actions.append(actionTitle);
        same();
    }
    void undoDecision(std::int64_t number) override
    {
        std::erase_if(decisions_, [number](const Decision& one) { return one.number == number; });
        same();
    }
    void setActionDone(std::int64_t, bool) override { asked.append(QStringLiteral("action done")); }
    void importFiles(const QStringList& files, const ImportOptions&) override
    {
        asked.append(QStringLiteral("import ") + files.join(u' '));
    }
    void previewFiles(const QStringList& files, const ImportOptions&) override
    {
        asked.append(QStringLiteral("preview ") + files.join(u' '));
    }
    void rehearseImport(const QStringList& files, const ImportOptions&, std::int64_t,
        std::function<void(const Result<ImportReport>&)>) override
    {
        asked.append(QStringLiteral("rehearse ") + files.join(u' '));
    }
    void cancelImport() override { asked.append(QStringLiteral("cancel")); }
    void undoLastImport() override { asked.append(QStringLiteral("undo import")); }
    void setAlias(const QString& name, const QString& account) override
    {
        asked.append(QStringLiteral("alias %1 %2").arg(name, account));
    }
    void undoAlias() override { asked.append(QStringLiteral("undo alias")); }
    void exportDeck(const QString& path, const DeckChoice&) override { asked.append(QStringLiteral("deck ") + path); }
    void exportTable(const QString& what, const QString&) override { asked.append(QStringLiteral("table ") + what); }
    void findRow(const RowPlace& place, std::function<void(const std::optional<StoredRow>&)> answer) override
    {
        StoredRow row;
        row.dataset = place.dataset;
        const bool chunked = dataset(place.dataset).chunked;
        row.file = chunked ? SourceFile{1, "usage.csv"} : place.file;
        row.line = chunked ? 7 : place.line;
        row.importedAt = "2025-06-30T09:12:00";
        row.cells.assign(dataset(place.dataset).columns.size(), hostileName);
        answer(row);
    }
    void analyseDay(Date on, std::function<void(AnalysisPtr)> answer) override
    {
        answer(bundleOf(portfolio_, on).analysis);
    }

    QStringList asked; // every intent that the desk does not carry out itself
    QStringList actions;
    const std::vector<Decision>& decisions() const { return decisions_; }

private:
    // The same analysis with other decisions, as the real desk publishes it.
    void same()
    {
        ReviewBundle bundle = *review_;
        for (std::size_t at = 0; at < bundle.states.size(); ++at) {
            const Exception& one = bundle.analysis->exceptions.exceptions[at];
            const std::string id = one.account ? portfolio_->accountId(*one.account) : std::string();
            bundle.states[at].decision.reset();
            for (const Decision& decision : decisions_) {
                if (id == decision.accountId && one.rule == decision.rule)
                    bundle.states[at].decision = decision;
            }
        }
        review_ = std::make_shared<const ReviewBundle>(std::move(bundle));
        Q_EMIT reviewChanged(review_);
    }

    PortfolioPtr portfolio_;
    StoreFactsPtr facts_;
    ReviewPtr review_;
    Date asOf_ = day("2025-06-30");
    Filter filter_;
    DeskSettings settings_;
    std::vector<Decision> decisions_;
};

} // namespace holdfast
