// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_deck.h"

#include <algorithm>
#include <charconv>
#include <cstdio>

#include "app/command_view.h"
#include "app/deck_options.h"
#include "model/report/format.h"
#include "model/review/causes.h"
#include "ui/deck/deck_writer.h"

namespace holdfast {

namespace {

void print(const std::string& text)
{
    std::fwrite(text.data(), 1, text.size(), stdout);
}

std::string recordText(const ReviewRecord& record)
{
    return std::to_string(record.number) + " (" + std::string(text(record.cadence)) + ", " + record.asOf.toIso() +
        (record.closed ? ", closed)" : ", open)");
}

// "it has 2 (weekly, 2025-06-30, open), 1 (weekly, 2025-06-23, closed)": what can be asked for, the newest first.
std::string recordsText(const std::vector<ReviewRecord>& records)
{
    constexpr std::size_t most = 12;
    if (records.empty())
        return "it has none yet";
    std::string words;
    for (std::size_t i = 0; i < std::min(records.size(), most); ++i)
        words += (i == 0 ? "it has " : ", ") + recordText(records[i]);
    return records.size() > most ? words + " and " + std::to_string(records.size() - most) + " older ones" : words;
}

Result<std::int64_t> reviewNumber(const Arguments& arguments)
{
    for (const char* option : {"--as-of", "--from", "--filter"}) {
        if (arguments.has(option))
            return failure(
                ErrorCode::Usage, "--review prints a closed review as it was kept; it takes no " + std::string(option));
    }
    const std::string words = *arguments.value("--review");
    std::int64_t number = 0;
    const auto end = std::from_chars(words.data(), words.data() + words.size(), number);
    if (end.ec != std::errc() || end.ptr != words.data() + words.size() || number < 1)
        return failure(ErrorCode::Usage, "--review needs the number of a closed review, not \"" + words + "\"");
    return number;
}

Result<ReviewBundle> closedReview(const Arguments& arguments)
{
    const auto number = reviewNumber(arguments);
    if (!number)
        return tl::unexpected(number.error());
    auto store = openExisting(arguments.operands[0], OpenMode::ReadOnly);
    if (!store)
        return tl::unexpected(store.error());
    const auto recorded = loadRecorded(**store);
    if (!recorded)
        return tl::unexpected(recorded.error());
    const auto& records = recorded->records;
    const auto found = std::find_if(
        records.begin(), records.end(), [&](const ReviewRecord& record) { return record.number == *number; });
    if (found == records.end())
        return failure(
            ErrorCode::NotFound, "the store has no review " + std::to_string(*number) + "; " + recordsText(records));
    if (!found->closed)
        return failure(ErrorCode::NotFound,
            "review " + recordText(*found) + " is not closed yet; its deck is that of --as-of " + found->asOf.toIso());
    auto kept = readKept(**store, *number);
    if (!kept)
        return tl::unexpected(kept.error());
    if (*kept)
        return std::move(**kept);
    const auto portfolio = (*store)->loadPortfolio();
    if (!portfolio)
        return tl::unexpected(portfolio.error());
    return closedFromToday(*recorded, *found, *portfolio);
}

// The review of a day, with the causes of what changed since the last closed one.
Result<ReviewBundle> reviewOfDay(const Arguments& arguments, Date today)
{
    const auto view = analyseStore(arguments, today);
    if (!view)
        return tl::unexpected(view.error());
    ReviewBundle review = reviewOf(view->recorded, view->analysis);
    if (!review.previous)
        return review;
    const auto then = readKept(*view->store, review.previous->number);
    if (!then)
        return tl::unexpected(then.error());
    nameCauses(review, *then ? &**then : nullptr);
    return review;
}

} // namespace

Result<void> deckCommand(const Arguments& arguments, const CommandContext& context)
{
    const auto out = arguments.value("--out");
    if (!out)
        return failure(ErrorCode::Usage, "deck needs --out FILE.pdf");
    const auto choice = deckChoice(arguments);
    if (!choice)
        return tl::unexpected(choice.error());
    const bool ofClosed = arguments.has("--review");
    const auto review = ofClosed ? closedReview(arguments) : reviewOfDay(arguments, context.today);
    if (!review)
        return tl::unexpected(review.error());
    std::vector<std::string> named = choice->accounts;
    if (choice->handoff)
        named.push_back(*choice->handoff);
    for (const std::string& account : named) {
        if (!review->result().portfolio->findAccount(account))
            return failure(ErrorCode::NotFound,
                std::string(ofClosed ? "the review" : "the store") + " has no account \"" + account + "\"");
    }
    const Progress progress = [tell = context.progressWanted](double done, double total) {
        if (tell && total > 0)
            std::fprintf(stderr, "\r%5.1f %%", 100 * done / total);
    };
    const auto written = writeDeck(*review, *choice, QString::fromStdString(*out), progress, {});
    if (context.progressWanted)
        std::fprintf(stderr, "\r        \r");
    if (!written)
        return tl::unexpected(written.error());
    print(
        "Wrote " + std::to_string(written->pages) + (written->pages == 1 ? " page to " : " pages to ") + *out + ".\n");
    if (ofClosed && review->checksum.empty())
        print("This review was closed by an older version that kept less of it; its figures are those of today's "
              "facts.\n");
    else if (ofClosed)
        print("Checksum of the closed review's inputs (SHA-256): " + review->checksum + "\n");
    if (!written->missing.isEmpty())
        print(missingSentence(written->missing).toStdString() + "\n");
    return {};
}

} // namespace holdfast
