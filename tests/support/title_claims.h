// SPDX-License-Identifier: GPL-3.0-or-later
// The sentences that titles of the deck may be, and what must hold of the JSON report when a title is one of them.
#pragma once

#include "tests/support/title_report.h"

namespace holdfast::titles {

// One sentence form and what must hold when a title has it.
class Claims {
public:
    Claims(const Slide& slide, const Report& report)
        : r(report)
        , title(plain(slide.title))
        , section(slide.section)
    {
    }
    // "" when every claim of the title holds.
    QString wrong()
    {
        using enum SectionId;
        switch (section) {
        case Cover:
            if (is("^Weekly review of ([\\d,]+ customers?) with (\\S+) of ARR$"))
                want(1, counted(r.count("closing_customers"), "customer", "customers")),
                    want(2, r.money("closing_arr"));
            break;
        case Week:
            week();
            break;
        case NrrWaterfall:
            waterfall();
            break;
        case Drivers:
            driversSlide();
            break;
        case Segments:
            segments();
            break;
        case Book:
            book();
            break;
        case Zones:
            zones();
            break;
        case GreenButDying:
            if (is("^Green but dying was not evaluated: .+$"))
                hold(notEvaluated("green_but_dying"));
            else if (is("^No account that its CSM calls green shows decaying usage$"))
                hold(of("rule", "green_but_dying").places.empty() && !notEvaluated("green_but_dying"));
            else if (is("^([\\d,]+ accounts? (?:is|are)) green for the CSM but dying in the product: (\\S+) of ARR$"))
                want(1, counted(of("rule", "green_but_dying").places.size(), "account is", "accounts are")),
                    want(2, r.money(of("rule", "green_but_dying").arr));
            break;
        case Exceptions:
            exceptionsSlide();
            break;
        case Stalled:
            if (is("^No project is stalled$"))
                hold(of("lane", "stalled").places.empty() && r.missingIn.find("stalled") == r.missingIn.end());
            else if (is("^No project is known to be stalled; ([\\d,]+ rules? for (?:it|them)? ?(?:was|were)) not "
                        "evaluated$"))
                hold(of("lane", "stalled").places.empty()),
                    want(1, counted(missing("stalled"), "rule for it was", "rules for it were"));
            else if (is("^([\\d,]+ accounts? (?:has|have) a) stalled project: (\\S+) of ARR waits for progress$"))
                want(1, counted(of("lane", "stalled").accounts.size(), "account has a", "accounts have a")),
                    want(2, r.money(of("lane", "stalled").arr));
            break;
        case ExpansionReady:
            if (is("^Readiness to expand was not evaluated: .+$"))
                hold(notEvaluated("expansion_ready"));
            else if (is("^No account is ready to expand$"))
                hold(of("rule", "expansion_ready").places.empty() && !notEvaluated("expansion_ready"));
            else if (is("^([\\d,]+ accounts? (?:is|are)) ready to expand, paying (\\S+) today$"))
                want(1, counted(of("rule", "expansion_ready").places.size(), "account is", "accounts are")),
                    want(2, r.money(of("rule", "expansion_ready").arr));
            break;
        case Renewals:
            renewals();
            break;
        case Accounts:
            account();
            break;
        case Decisions:
            decisions();
            break;
        case DataQuality:
            quality();
            break;
        case Definitions:
            if (is("^These ([\\d,]+) definitions hold for every figure in this deck$"))
                known = true;
            break;
        }
        grammar();
        if (!known)
            problems << word("no form of sentence fits");
        return problems.isEmpty() ? QString() : title + word("\n    ") + problems.join(word("; "));
    }

private:
    struct Found {
        std::vector<qsizetype> places;
        std::set<QString> accounts;
        double arr = 0;
        qsizetype decided = 0;
    };
    Found of(const char* key, const char* value) const
    {
        Found found;
        for (qsizetype i = 0; i < r.exceptions.size(); ++i) {
            const QJsonValue one = r.exceptions[i];
            if (Report::text(one, key) != word(value))
                continue;
            found.places.push_back(i);
            found.decided += r.decided[static_cast<std::size_t>(i)];
            if (one[word("account_id")].isString() && found.accounts.insert(Report::text(one, "account_id")).second)
                found.arr += one[word("arr")].toDouble();
        }
        return found;
    }
    bool notEvaluated(const char* name) const
    {
        for (const QJsonValue& one : r.root[word("rules_not_evaluated")].toArray()) {
            if (Report::text(one, "rule") == word(name))
                return true;
        }
        return false;
    }
    int missing(const char* lane) const
    {
        const auto found = r.missingIn.find(lane);
        return found == r.missingIn.end() ? 0 : found->second;
    }

    bool is(const char* pattern)
    {
        match = QRegularExpression(word(pattern)).match(title);
        known = known || match.hasMatch();
        return match.hasMatch();
    }
    void want(int group, const QString& expected) { same(match.captured(group), expected); }
    void same(const QString& said, const QString& expected)
    {
        if (said != expected)
            problems << word("says “") + said + word("”, must be “") + expected + word("”");
    }
    void hold(bool condition, const char* what = "does not hold")
    {
        if (!condition)
            problems << word(what);
    }

    // One and many are told apart everywhere.
    void grammar()
    {
        static const QRegularExpression one(word(
            "(?<![\\d,.])1 (accounts|customers|days|rules|exceptions|decisions|actions|people|events|owners|[a-z]+ "
            "exceptions)\\b"));
        static const QRegularExpression many(
            word("(?<![-\\d,.])(?!1 )\\d[\\d,]* (account|customer|day|rule|exception|decision|action|owner)\\b(?!-)"));
        hold(!one.match(title).hasMatch(), "one of many");
        hold(!many.match(title).hasMatch(), "many of one");
        hold(!title.contains(word("  ")) && !title.contains(word("nan")) && !title.contains(word("inf ")),
            "no sentence");
    }

    void week()
    {
        static const QStringList words{
            word("None"), word("One"), word("Two"), word("Three"), word("Four"), word("Five")};
        int fired = 0, judged = 0;
        for (const QJsonValue& one : r.root[word("triggers")].toArray()) {
            fired += one[word("fired")].toBool();
            judged += !one[word("value")].isNull();
        }
        if (is("^All five triggers fire and"))
            hold(fired == 5);
        else if (is("^(\\w+) of five triggers (fires?) and"))
            want(1, words[fired]), want(2, word(fired == 1 ? "fires" : "fire")), hold(fired > 0);
        else if (is("^No trigger fires and"))
            hold(fired == 0 && judged == 5);
        else if (is("^No trigger can be judged and"))
            hold(judged == 0);
        else if (is("^The one trigger that can be judged does not fire and"))
            hold(fired == 0 && judged == 1);
        else if (is("^Neither of the two triggers that can be judged fires and"))
            hold(fired == 0 && judged == 2);
        else if (is("^None of the (\\w+) triggers that can be judged fires and"))
            want(1, words[judged].toLower()), hold(fired == 0 && judged > 2);
        const bool start = std::exchange(known, false);
        const double risk = r.root[word("arr_at_risk")].toDouble();
        if (is(" and (\\S+) of ARR is at risk;"))
            want(1, r.money(risk)), hold(risk > 0);
        else if (is(" and no ARR is at risk;"))
            hold(risk == 0 && missing("risk") == 0);
        else if (is(" and no ARR is known to be at risk;"))
            hold(risk == 0 && missing("risk") > 0);
        const bool middle = std::exchange(known, false);
        if (is("; (.+) a decision$"))
            want(1,
                r.undecided > 0
                    ? counted(r.undecided, "critical exception still needs", "critical exceptions still need")
                    : word("every critical exception has")),
                hold(r.critical > 0);
        else if (is("; no exception is critical$"))
            hold(r.critical == 0);
        known = known && start && middle;
    }

    double change() const
    {
        return 100 * (r.drivers[word("nrr_now")].toDouble() - r.drivers[word("nrr_before")].toDouble());
    }
    static QString points(double value) { return plain(plainNumber(std::abs(value), 1)) + word(" points"); }
    bool comparable() const
    {
        return r.drivers[word("nrr_now")].isDouble() && r.drivers[word("nrr_before")].isDouble();
    }

    void waterfall()
    {
        const QJsonValue nrr = r.retention[word("nrr")];
        if (is("^NRR has no value: there was no customer on 30 Jun 2024$"))
            return hold(nrr.isNull() && r.count("opening_customers") == 0);
        if (is("^NRR is (.+ %); the period before had no customer to compare with$"))
            return want(1, r.share(nrr)), hold(!comparable());
        if (is("^NRR held at (.+ %)$"))
            return want(1, r.share(nrr)), hold(std::abs(change()) < 0.0501);
        if (!is("^NRR (fell|rose) (.+ points) to ([^;]+ %)"))
            return;
        want(1, word(change() < 0 ? "fell" : "rose")), want(2, points(change())), want(3, r.share(nrr));
        std::map<QString, double> net; // by account
        for (const QJsonValue& one : r.drivers[word("accounts")].toArray())
            net[Report::text(one, "account_id")] += one[word("points")].toDouble();
        std::vector<double> along;
        for (const auto& [account, value] : net) {
            if ((value < 0) == (change() < 0))
                along.push_back(std::abs(value));
        }
        std::sort(along.rbegin(), along.rend());
        const QString verb = word(change() < 0 ? "cost" : "brought");
        if (is("; two accounts, (.+) and (.+), (cost|brought) (.+)$"))
            return want(3, verb), want(4, points(along.at(0) + along.at(1)));
        if (is("; (.+) (cost|brought) (.+)$"))
            return want(2, verb), want(3, points(along.at(0)));
        hold(along.empty() || along[0] < 0.0501, "nobody is named");
    }

    void driversSlide()
    {
        const auto moved = [](double value) { return word(value < 0 ? "−" : "+") + points(value); };
        if (is("^What drives NRR cannot be said: (.+) opened without a customer$"))
            return want(1, word(r.drivers[word("nrr_now")].isNull() ? "this period" : "the period before")),
                   hold(!comparable());
        if (is("^NRR held against the period before, at (.+ %)$"))
            return want(1, r.share(r.drivers[word("nrr_now")])), hold(std::abs(change()) < 0.0501);
        if (is("^NRR moved by (.+) against the period before, many movements together$"))
            return want(1, moved(change()));
        if (!is("^(\\w+) moved NRR most, by (.+); the whole change against the period before is (.+)$"))
            return;
        double most = 0;
        QString name;
        for (const QJsonValue& one : r.drivers[word("movements")].toArray()) {
            const double value = one[word("points")].toDouble();
            if ((value < 0) == (change() < 0) && std::abs(value) > std::abs(most)) {
                most = value;
                name = Report::text(one, "movement");
            }
        }
        same(match.captured(1).toLower(), name);
        want(2, moved(most)), want(3, moved(change()));
    }

    void segments()
    {
        std::map<QString, QJsonValue> nrr;
        for (const QJsonValue& one : r.root[word("breakdown")][word("segment")].toArray()) {
            if (one[word("nrr")].isDouble())
                nrr[Report::text(one, "value")] = one[word("nrr")];
        }
        double lowest = 1e300;
        for (const auto& [name, value] : nrr)
            lowest = std::min(lowest, value.toDouble());
        const auto named = [&](const QString& said) {
            return nrr.at(said == word("accounts without a segment") || said == word("Accounts without a segment")
                    ? QString()
                    : said);
        };
        const QString all = r.share(r.retention[word("nrr")]);
        if (is("^No segment had a customer on 30 Jun 2024$"))
            return hold(nrr.empty());
        if (is("^No customer of the opening has a segment: NRR (.+)$"))
            return hold(nrr.size() == 1 && nrr.begin()->first.isEmpty()), want(1, r.share(nrr.begin()->second));
        if (is("^One segment had customers to retain, (.+): NRR (.+)$"))
            return hold(nrr.size() == 1), want(2, r.share(named(match.captured(1))));
        if (is("^All ([\\d,]+) segments retain alike: NRR (.+)$")) {
            want(1, number(static_cast<qsizetype>(nrr.size())));
            for (const auto& [name, value] : nrr)
                want(2, r.share(value));
            return;
        }
        const bool shared = is("^No segment retains less than (.+): NRR (.+) against (.+) in all$");
        if (!shared && !is("^(.+) retains? least: NRR (.+) against (.+) in all$"))
            return;
        hold(named(match.captured(1)).toDouble() == lowest, "not the lowest");
        want(2, r.share(lowest)), want(3, all);
        qsizetype alike = 0;
        for (const auto& [name, value] : nrr)
            alike += r.share(value) == r.share(lowest);
        hold(shared == (alike > 1), "alone or not");
    }

    void book()
    {
        std::map<QString, double> arr, risk;
        std::map<QString, qsizetype> customers;
        double total = 0;
        qsizetype all = 0;
        for (const auto& [account, amount] : r.arrOf) {
            if (amount <= 0)
                continue;
            const QString owner = r.ownerOf.at(account);
            arr[owner] += amount;
            ++customers[owner];
            risk[owner] += r.atRisk.contains(account) ? amount : 0;
            total += amount;
            ++all;
        }
        double most = 0;
        for (const auto& [owner, amount] : risk)
            most = std::max(most, amount);
        if (is("^There is no customer on 30 Jun 2025$"))
            return hold(all == 0);
        if (is("^(?:(.+) looks after|No owner is named for) (?:the one customer|both customers|all ([\\d,]+ "
               "customers)) with (\\S+) "
               "of ARR$"))
            return hold(customers.size() == 1), want(3, r.money(total));
        if (is("^([\\d,]+ customers?) with (\\S+) of ARR; most ARR at risk is with (.+), (\\S+)$"))
            return want(1, counted(all, "customer", "customers")), want(2, r.money(total)), want(4, r.money(most)),
                   hold(std::abs(risk.at(match.captured(3)) - most) < 0.005, "not the most");
        if (is("^([\\d,]+ customers?) with (\\S+) of ARR; most ARR at risk, (\\S+), has no owner$"))
            return want(1, counted(all, "customer", "customers")), want(3, r.money(most)),
                   hold(std::abs(risk.at(QString()) - most) < 0.005, "not the most");
        if (is("^([\\d,]+ customers?) with (\\S+) of ARR; ([\\d,]+ owners) share the most at risk, (\\S+) each$"))
            return want(2, r.money(total)), want(4, r.money(most));
        if (is("^([\\d,]+ customers?) with (\\S+) of ARR; none of it is (known to be )?at risk$"))
            return want(2, r.money(total)), hold(most == 0 && match.captured(3).isEmpty() == (missing("risk") == 0));
        const qsizetype without = customers.contains(QString()) ? customers.at(QString()) : 0;
        const auto owners = static_cast<qsizetype>(customers.size()) - (without > 0 ? 1 : 0);
        if (is("^(.+) looks? after ([\\d,]+ customers?) with (\\S+) of ARR(?:; (.+) no owner)?$")) {
            if (owners > 1)
                want(1, counted(owners, "owner", "owners"));
            want(2, counted(all - without, "customer", "customers"));
            want(3, r.money(total - (without > 0 ? arr.at(QString()) : 0)));
            want(4, without > 0 ? counted(without, "customer has", "customers have") : QString());
        } else if (is("^(.+) no owner$")) {
            want(1, counted(without, "customer has", "customers have"));
        }
    }

    void zones()
    {
        std::map<QString, int> broken, unknown;
        for (const QJsonValue& one : r.root[word("zones")][word("summary")].toArray()) {
            const QString zone = Report::text(one, "zone");
            if (zone == word("trust") || zone == word("intelligence"))
                continue;
            if (Report::text(one, "status") == word("broken"))
                broken[zone] = one[word("accounts")].toInt();
            if (Report::text(one, "status") == word("unknown"))
                unknown[zone] = one[word("accounts")].toInt();
        }
        const auto none = [](const std::map<QString, int>& counts) {
            return std::all_of(counts.begin(), counts.end(), [](const auto& one) { return one.second == 0; });
        };
        const qsizetype customers = r.count("closing_customers");
        if (is("^No zone can be judged: there is no customer on 30 Jun 2025$"))
            return hold(customers == 0);
        if (is("^No zone is (known to be )?broken in (?:the one customer|any of ([\\d,]+ customers?))$"))
            return hold(none(broken) && match.captured(1).isEmpty() == none(unknown)),
                   customers == 1 ? hold(match.captured(2).isEmpty())
                                  : want(2, counted(customers, "customer", "customers"));
        if (!is("^Fix (\\w+) first: (\\S+) of ARR breaks there, in ([\\d,]+ accounts?)$"))
            return;
        const QString fix = r.root[word("zones")][word("fix_first")].toString();
        double arr = 0;
        qsizetype accounts = 0;
        for (const QJsonValue& one : r.root[word("zones")][word("accounts")].toArray()) {
            if (Report::text(one, "breakpoint") != fix)
                continue;
            ++accounts;
            arr += r.arrOf.at(Report::text(one, "account_id"));
        }
        same(match.captured(1).toLower(), fix);
        want(2, r.money(arr)), want(3, counted(accounts, "account", "accounts"));
    }

    void exceptionsSlide()
    {
        if (is("^No (.+) exception is open(?:; ([\\d,]+ rules? of (?:this lane|these lanes) (?:was|were)) not "
               "evaluated)?$")) {
            const QStringList lanes = match.captured(1).split(QRegularExpression(word(", | or ")));
            int lacking = 0;
            for (const QString& lane : lanes) {
                hold(of("lane", lane.toUtf8().constData()).places.empty(), "the lane is not empty");
                lacking += missing(lane.toUtf8().constData());
            }
            const QString of = lanes.size() == 1 ? word(" of this lane ") : word(" of these lanes ");
            return want(2,
                lacking == 0 ? QString()
                             : counted(lacking, "rule", "rules") + of + word(lacking == 1 ? "was" : "were"));
        }
        if (!is("^([\\d,]+ (\\w+) exceptions?)(?: in ([\\d,]+ accounts?) with (\\S+) of ARR)?; (.+)$"))
            return;
        const Found found = of("lane", match.captured(2).toUtf8().constData());
        const auto all = static_cast<qsizetype>(found.places.size());
        want(1, number(all) + u' ' + match.captured(2) + word(all == 1 ? " exception" : " exceptions"));
        if (found.accounts.empty())
            want(3, QString());
        else
            want(3, counted(static_cast<qsizetype>(found.accounts.size()), "account", "accounts")),
                want(4, r.money(found.arr));
        want(5,
            all == 1                 ? word(found.decided == 1 ? "it has a decision" : "it has no decision")
                : found.decided == 0 ? word("none has a decision")
                : found.decided == all
                ? word("all have a decision")
                : number(found.decided) + word(found.decided == 1 ? " has a decision" : " have a decision"));
    }

    void renewals()
    {
        double total = 0, risk = 0;
        qsizetype count = 0;
        for (const auto& [account, days] : r.daysTo) {
            if (r.arrOf.at(account) <= 0 || days < 0 || days > 180)
                continue;
            ++count;
            total += r.arrOf.at(account);
            risk += r.atRisk.contains(account) ? r.arrOf.at(account) : 0;
        }
        if (is("^Nothing renews within 180 days$"))
            return hold(count == 0);
        if (is("^(\\S+) of ARR renews within 180 days, in ([\\d,]+ accounts?); (.+) at risk$"))
            want(1, r.money(total)), want(2, counted(count, "account", "accounts")),
                want(3,
                    risk > 0                   ? r.money(risk) + word(" is")
                        : missing("risk") == 0 ? word("none of it is")
                                               : word("none of it is known to be"));
    }

    void account()
    {
        if (is("^(.+) is no customer on 30 Jun 2025$"))
            return hold(r.arrOf.at(idOf(match.captured(1))) <= 0);
        if (!is("^(.+) (?:breaks in (\\w+)|has no (broken zone|zone known to be broken))(?:; (\\S+) renews in ([\\d,]+ "
                "days?)|; the renewal of (\\S+) is ([\\d,]+ days?) past|; (\\S+) of ARR has no renewal date)$"))
            return;
        const QString id = idOf(match.captured(1));
        const QString arr = r.money(r.arrOf.at(id));
        for (const QJsonValue& one : r.root[word("zones")][word("accounts")].toArray()) {
            if (Report::text(one, "account_id") != id)
                continue;
            same(match.captured(2).toLower(), Report::text(one, "breakpoint"));
            bool unknown = false;
            for (const char* zone : {"belief", "commitment", "activation", "realization", "expansion", "recognition"})
                unknown = unknown || Report::text(one[word("zones")], zone) == word("unknown");
            if (!match.captured(3).isEmpty())
                hold(unknown == (match.captured(3) == word("zone known to be broken")), "known or not");
        }
        const int days = r.daysTo.at(id);
        if (!match.captured(4).isEmpty())
            want(4, arr), want(5, counted(days, "day", "days"));
        else if (!match.captured(6).isEmpty())
            want(6, arr), want(7, counted(-days, "day", "days")), hold(days < 0);
        else
            want(8, arr), hold(days < -30000, "it has a renewal date");
    }
    QString idOf(const QString& name) const
    {
        const Portfolio& portfolio = *r.review.result().portfolio;
        for (const Account& one : portfolio.accounts) {
            if (plain(shortened(portfolio.text(one.name), 48)) == name)
                return plain(portfolio.text(one.id));
        }
        return {};
    }

    void decisions()
    {
        const auto count = static_cast<qsizetype>(r.review.decisions.size());
        if (is("^No decision and no action is recorded$"))
            return hold(count == 0 && r.review.actions.empty());
        if (is("^No decision is recorded in this review(?:; (.+))?$"))
            return hold(count == 0);
        if (is("^([\\d,]+ decisions? (?:is|are)) recorded in this review(?:; no action is recorded)?$"))
            want(1, counted(count, "decision is", "decisions are"));
    }

    void quality()
    {
        const auto imported = r.root[word("data_quality")][word("datasets")].toArray().size();
        const auto rules = r.root[word("rules_not_evaluated")].toArray().size();
        if (is("^(?:All 17 datasets were imported|([\\d,]+) of 17 datasets (?:was|were) ever imported); (.+)$"))
            return want(1, imported == 17 ? QString() : number(imported)),
                   want(2,
                       rules == 0 ? word("every rule was evaluated")
                                  : counted(rules, "rule was not evaluated", "rules were not evaluated"));
        if (is("^([\\w,]+) rules? (was|were) not evaluated for want of data$"))
            same(match.captured(1).toLower(), plain(countWord(rules))), want(2, word(rules == 1 ? "was" : "were"));
    }

    const Report& r;
    QString title;
    SectionId section;
    QRegularExpressionMatch match;
    bool known = false;
    QStringList problems;
};

} // namespace holdfast::titles
