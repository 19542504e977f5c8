// SPDX-License-Identifier: GPL-3.0-or-later
// The book by owner: what each owner's accounts come to, then the accounts of each.
#include <algorithm>
#include <map>

#include "model/report/format.h"
#include "model/report/slides.h"

namespace holdfast {

namespace {

struct Book {
    std::string owner; // "" for none
    std::vector<AccountId> accounts; // customers, by ARR
    Money arr, atRisk, renewing;
    std::int64_t critical = 0, undecided = 0;
    const Retention* retention = nullptr;
};

struct AccountState {
    std::optional<Severity> worst; // of its exceptions
    std::int64_t exceptions = 0;
    bool atRisk = false;
};

std::string nameOf(const std::string& owner)
{
    return owner.empty() ? "No owner" : shortened(owner, 40);
}

std::vector<Book> booksOf(const ReviewBundle& review, std::vector<AccountState>& states)
{
    constexpr int soon = 90; // days ahead that renewals are counted
    const Analysis& analysis = review.result();
    const Portfolio& portfolio = *analysis.portfolio;
    states.assign(portfolio.accountCount(), {});
    std::map<std::string, Book> books;
    const std::vector<Exception>& all = analysis.exceptions.exceptions;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (!all[i].account)
            continue;
        AccountState& state = states[all[i].account->at()];
        ++state.exceptions;
        state.worst = std::max(state.worst.value_or(all[i].severity), all[i].severity);
        state.atRisk = state.atRisk || (rule(all[i].rule).lane == Lane::Risk && all[i].severity >= Severity::High);
        if (all[i].severity == Severity::Critical) {
            Book& book = books[portfolio.text(portfolio.account(*all[i].account).owner)];
            ++book.critical;
            book.undecided += stateOf(review, i).decision ? 0 : 1;
        }
    }
    for (std::uint32_t i = 0; i < portfolio.accountCount(); ++i) {
        const AccountId id{i};
        if (!analysis.context->isReviewed(id))
            continue;
        const AccountDay& day = analysis.context->of(id);
        Book& book = books[portfolio.text(portfolio.account(id).owner)];
        book.accounts.push_back(id);
        book.arr += day.arr;
        if (states[i].atRisk)
            book.atRisk += day.arr;
        if (day.daysToRenewal && *day.daysToRenewal >= 0 && *day.daysToRenewal <= soon)
            book.renewing += day.arr;
    }
    for (const RetentionGroup& group : analysis.retention.breakdown[static_cast<std::size_t>(Dimension::Owner)])
        books[group.value].retention = &group.retention;
    std::vector<Book> result;
    for (auto& [owner, book] : books) {
        book.owner = owner;
        std::stable_sort(book.accounts.begin(), book.accounts.end(), [&analysis](AccountId left, AccountId right) {
            return analysis.context->of(left).arr > analysis.context->of(right).arr;
        });
        if (!book.accounts.empty())
            result.push_back(std::move(book));
    }
    std::stable_sort(
        result.begin(), result.end(), [](const Book& left, const Book& right) { return left.arr > right.arr; });
    return result;
}

Slide ownersSlide(const ReviewBundle& review, const std::vector<Book>& books)
{
    const Analysis& analysis = review.result();
    const std::string& currency = analysis.portfolio->baseCurrency;
    std::int64_t accounts = 0;
    Money arr;
    const Book* most = nullptr;
    std::size_t equals = 0;
    for (const Book& book : books) {
        accounts += static_cast<std::int64_t>(book.accounts.size());
        arr += book.arr;
        if (!most || book.atRisk > most->atRisk) {
            most = &book;
            equals = 1;
        } else if (book.atRisk == most->atRisk) {
            ++equals;
        }
    }
    Slide slide;
    if (books.empty())
        slide.title = "There is no customer on " + dateText(analysis.asOf());
    else if (books.size() == 1)
        slide.title = (books[0].owner.empty() ? std::string("No owner is named for ")
                                              : shortened(books[0].owner, 40) + " looks after ") +
            (accounts == 1          ? std::string("the one customer")
                    : accounts == 2 ? std::string("both customers")
                                    : "all " + plural(accounts, "customer", "customers")) +
            " with " + shortMoney(arr, currency) + " of ARR";
    else {
        slide.title = plural(accounts, "customer", "customers") + " with " + shortMoney(arr, currency) + " of ARR";
        if (most->atRisk.cents > 0 && equals == 1)
            slide.title += most->owner.empty()
                ? "; most ARR at risk, " + shortMoney(most->atRisk, currency) + ", has no owner"
                : "; most ARR at risk is with " + shortened(most->owner, 40) + ", " +
                    shortMoney(most->atRisk, currency);
        else if (most->atRisk.cents > 0)
            slide.title += "; " + plural(static_cast<std::int64_t>(equals), "owner", "owners") +
                " share the most at risk, " + shortMoney(most->atRisk, currency) + " each";
        else
            slide.title += notEvaluatedIn(analysis, Lane::Risk) == 0 ? "; none of it is at risk"
                                                                     : "; none of it is known to be at risk";
    }
    SlideTable table;
    table.none = "No account has ARR on this day.";
    table.columns = {{"Owner", Align::Left, 2, CellKind::Strong}, {"Customers", Align::Right, 1},
        {"ARR", Align::Right, 1, CellKind::Strong}, {"ARR at risk", Align::Right, 1}, {"Share", Align::Right, 0.8},
        {"NRR", Align::Right, 0.9}, {"GRR", Align::Right, 0.9}, {"Renews in 90 days", Align::Right, 1.2},
        {"Critical", Align::Right, 0.8}, {"Undecided", Align::Right, 0.8}};
    for (const Book& book : books)
        table.rows.push_back({book.owner.empty() ? std::string("No owner") : book.owner,
            plainNumber(static_cast<double>(book.accounts.size()), 0), shortMoney(book.arr, currency),
            shortMoney(book.atRisk, currency), percent(ratio(book.atRisk, book.arr), 0),
            percent(book.retention ? book.retention->nrr : Ratio{}),
            percent(book.retention ? book.retention->grr : Ratio{}), shortMoney(book.renewing, currency),
            plainNumber(static_cast<double>(book.critical), 0), plainNumber(static_cast<double>(book.undecided), 0)});
    slide.exhibits.emplace_back(std::move(table));
    slide.footnote = "ARR at risk: accounts with a risk exception of severity high or critical, each counted once. "
                     "Critical: exceptions; undecided: those of them without a decision. " +
        sourcesText(analysis, {DatasetId::Accounts, DatasetId::Subscriptions, DatasetId::ArrSnapshots});
    return slide;
}

SlideTable bookTable(
    const ReviewBundle& review, const Book& book, const std::vector<AccountState>& states, std::size_t most)
{
    const Analysis& analysis = review.result();
    const Portfolio& portfolio = *analysis.portfolio;
    const std::string& currency = portfolio.baseCurrency;
    const auto count = static_cast<std::int64_t>(book.accounts.size());
    SlideTable table;
    table.title = (book.owner.empty() ? std::string("Without an owner: ") : nameOf(book.owner) + ": ") +
        plural(count, "customer", "customers") + " with " + shortMoney(book.arr, currency) + " of ARR, " +
        (book.atRisk.cents > 0                              ? shortMoney(book.atRisk, currency) + " of it at risk"
                : notEvaluatedIn(analysis, Lane::Risk) == 0 ? std::string("none of it at risk")
                                                            : std::string("none of it known to be at risk"));
    table.columns = {{"", Align::Centre, 0.25, CellKind::Mark}, {"Account", Align::Left, 2.2, CellKind::Strong},
        {"Segment", Align::Left, 1}, {"ARR", Align::Right, 0.9, CellKind::Strong}, {"1 year", Align::Right, 0.8},
        {"Renewal", Align::Right, 1}, {"Breaks in", Align::Left, 1.1}, {"Usage", Align::Left, 1},
        {"Exceptions", Align::Right, 0.8}};
    Money rest;
    for (std::size_t i = 0; i < book.accounts.size(); ++i) {
        const AccountId id = book.accounts[i];
        const AccountDay& day = analysis.context->of(id);
        if (most > 0 && i >= most) {
            rest += day.arr;
            continue;
        }
        const AccountZones* zones = analysis.zones.of(id);
        const Decay* decay = analysis.decay.of(id);
        const AccountState& state = states[id.at()];
        const Ratio change = ratio(day.arr - day.arrYearAgo, day.arrYearAgo);
        table.rows.push_back({state.worst ? std::string(text(*state.worst)) : std::string(), accountName(analysis, id),
            portfolio.text(portfolio.account(id).segment), shortMoney(day.arr, currency), percent(change),
            dateText(day.renewal),
            zones && zones->breakpoint ? std::string(title(*zones->breakpoint)) : std::string(dash),
            decay && decay->stage != DecayStage::Unknown ? std::string(title(decay->stage)) : std::string(dash),
            plainNumber(static_cast<double>(state.exceptions), 0)});
    }
    if (most > 0 && book.accounts.size() > most)
        table.below = restSentence(book.accounts.size() - most, "account", "accounts", rest, currency);
    return table;
}

// Of the owners that are shown: how many customers with how much ARR they look after.
std::string accountsTitle(const Analysis& analysis, const std::vector<Book>& books, std::size_t shown)
{
    const std::string& currency = analysis.portfolio->baseCurrency;
    std::int64_t all = 0, owned = 0, without = 0, owners = 0;
    Money allArr, ownedArr;
    const Book* one = nullptr;
    for (std::size_t i = 0; i < books.size(); ++i) {
        const auto count = static_cast<std::int64_t>(books[i].accounts.size());
        all += count;
        allArr += books[i].arr;
        if (i >= shown)
            continue;
        if (books[i].owner.empty()) {
            without = count;
            continue;
        }
        one = &books[i];
        ++owners;
        owned += count;
        ownedArr += books[i].arr;
    }
    const std::string lack = plural(without, "customer has", "customers have") + " no owner";
    if (!one)
        return lack;
    const std::string who = owners == 1 ? shortened(one->owner, 40) + " looks after "
        : shown < books.size()          ? "The " + countWord(owners) + " owners with the most ARR look after "
                                        : plural(owners, "owner", "owners") + " look after ";
    const std::string what = shown < books.size()
        ? plainNumber(static_cast<double>(owned), 0) + " of " + plural(all, "customer", "customers") + ", " +
            shortMoney(ownedArr, currency) + " of " + shortMoney(allArr, currency) + " of ARR"
        : plural(owned, "customer", "customers") + " with " + shortMoney(ownedArr, currency) + " of ARR";
    return who + what + (without > 0 ? "; " + lack : std::string());
}

} // namespace

Slides bookSlides(const ReviewBundle& review, std::size_t most)
{
    std::vector<AccountState> states;
    const std::vector<Book> books = booksOf(review, states);
    Slides slides{ownersSlide(review, books)};
    // A book is read in full where it can be: twice the length of the lists of exceptions, and so many owners.
    const std::size_t length = most * 2;
    const std::size_t owners = most == 0 ? books.size() : std::min(books.size(), most);
    if (owners == 0)
        return slides;
    Slide accounts;
    accounts.title = accountsTitle(review.result(), books, owners);
    for (std::size_t i = 0; i < owners; ++i)
        accounts.exhibits.emplace_back(bookTable(review, books[i], states, length));
    accounts.footnote = "The mark is the highest severity of the account's exceptions. 1 year: ARR against " +
        dateText(review.result().asOf().oneYearEarlier()) + ". " +
        sourcesText(review.result(), {DatasetId::Accounts, DatasetId::Subscriptions, DatasetId::Usage});
    slides.push_back(std::move(accounts));
    return slides;
}

} // namespace holdfast
