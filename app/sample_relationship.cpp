// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>

#include "app/sample_files.h"

namespace holdfast {

namespace {

std::string iso(const std::optional<Date>& day)
{
    return day ? day->toIso() : std::string();
}

constexpr std::array<std::string_view, 16> givenNames{"Ada", "Bela", "Carla", "Dmitri", "Elena", "Farid", "Greta",
    "Hugo", "Ines", "Jonas", "Keiko", "Luca", "Mara", "Nils", "Olga", "Pavel"};
constexpr std::array<std::string_view, 16> familyNames{"Adler", "Bauer", "Castro", "Duval", "Eriksen", "Fontana",
    "Gruber", "Horvat", "Ivanova", "Jansen", "Kowalski", "Lopez", "Moreau", "Novak", "Okada", "Petrov"};

std::string personName(int number)
{
    return std::string(givenNames[static_cast<std::size_t>(number) % 16]) + " " +
        std::string(familyNames[static_cast<std::size_t>(number / 16 + number * 3) % 16]);
}

Date lastDay(const AccountPlan& plan)
{
    return plan.churn && !plan.comeBack ? *plan.churn : sampleDay();
}

void writeContacts(SampleFiles& files, const AccountPlan& plan, SampleRandom& random)
{
    if (plan.story == Story::NoContacts)
        return;
    struct Person {
        std::string_view role, title;
    };
    static constexpr Person people[] = {{"champion", "Head of Operations"}, {"executive_sponsor", "COO"},
        {"economic_buyer", "CFO"}, {"technical", "IT lead"}, {"user", "Analyst"}};
    const int count = plan.story == Story::SingleThreaded ? 1 : random.between(3, 5);
    for (int i = 0; i < count; ++i) {
        const Person& person = people[i];
        Date joined = plan.start.addDays(-random.between(0, 60));
        std::optional<Date> left;
        if (plan.story == Story::ChampionLeft && i == 0)
            left = sampleDay().addDays(-24);
        if (plan.story == Story::NewDecisionMaker && i == 1)
            joined = sampleDay().addDays(-18);
        const std::string name = personName(plan.number * 5 + i);
        std::string mail = name;
        for (char& c : mail)
            c = c == ' ' ? '.' : c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        files[DatasetId::Contacts].row({"C-" + plan.id.substr(2) + "-" + std::to_string(i + 1), plan.id, name,
            person.role, person.title, mail + "@a" + plan.id.substr(2) + ".example", joined.toIso(), iso(left)});
    }
}

void writeInteractions(SampleFiles& files, const AccountPlan& plan, SampleRandom& random)
{
    const Date end = lastDay(plan);
    const bool silent =
        plan.story == Story::SponsorSilent || (plan.story == Story::Ordinary && !plan.tech && random.chance(0.15));
    int number = 0;
    // A customer that is looked after keeps its next appointment: it is the earlier ones that fell through at times.
    const auto write = [&](Date day, std::string_view kind, bool sponsor, std::string_view notes, bool held) {
        files[DatasetId::Interactions].row({"N-" + plan.id.substr(2) + "-" + std::to_string(++number), plan.id,
            day.toIso(), kind, held ? "true" : "false", sponsor ? "true" : "false",
            random.chance(0.5) ? "0." + std::to_string(random.between(1, 9)) : "", notes});
    };
    const int gap = plan.tech ? 80 : plan.segment == "Enterprise" ? 13 : 21;
    const int fading = plan.story == Story::MeetingsFading ? 63 : random.between(3, gap);
    const Date oldest = std::max(plan.start, end.addDays(-540));
    for (int ago = fading; end.addDays(-ago) >= oldest; ago += gap + random.between(-3, 3))
        write(end.addDays(-ago),
            ago == fading || random.chance(0.5) ? "call"
                : random.chance(0.7)            ? "meeting"
                                                : "email",
            false, "Open points reviewed", ago == fading || random.chance(0.95));
    if (plan.tech)
        return;
    for (int ago = silent                          ? 139
             : plan.story == Story::MeetingsFading ? 71
                                                   : random.between(15, 75);
         end.addDays(-ago) >= oldest; ago += 88)
        write(end.addDays(-ago), "qbr", true, "Business review: results against targets", true);
    if ((plan.story == Story::Healthy || plan.story == Story::Expanding) && end - plan.start > 240 &&
        random.chance(0.6))
        write(end.addDays(-random.between(20, 200)), random.chance(0.5) ? "reference" : "referral", false,
            "Spoke for us", true);
}

void writeTickets(SampleFiles& files, const AccountPlan& plan, SampleRandom& random)
{
    const Date end = lastDay(plan);
    int number = 0;
    const auto write = [&](Date opened, std::optional<Date> closed, std::string_view severity, bool escalated,
                           int csat) {
        static constexpr std::string_view subjects[] = {"Export fails", "Wrong total in report", "Cannot log in",
            "Slow dashboard", "How to add users", "Import stuck"};
        files[DatasetId::Tickets].row({"T-" + plan.id.substr(2) + "-" + std::to_string(++number), plan.id,
            opened.toIso(), iso(closed), severity, escalated ? "true" : "false", "Product",
            subjects[static_cast<std::size_t>(random.between(0, 5))], closed && csat > 0 ? std::to_string(csat) : ""});
    };
    const int gap = plan.segment == "Enterprise" ? 24 : plan.segment == "SMB" ? 75 : 42;
    for (int ago = random.between(4, gap); ago < 400 && end.addDays(-ago) >= plan.start;
         ago += gap + random.between(-8, 8)) {
        const Date opened = end.addDays(-ago);
        Date closed = opened.addDays(random.between(0, 6));
        const bool open = closed > end;
        const double kind = random.unit();
        write(opened, open ? std::nullopt : std::optional(closed),
            kind < 0.1       ? "high"
                : kind < 0.7 ? "normal"
                             : "low",
            false, random.chance(0.5) ? random.between(random.chance(0.1) ? 2 : 4, 5) : 0);
    }
    if (plan.story == Story::EscalationOpen)
        write(end.addDays(-16), std::nullopt, "urgent", true, 0);
    for (int i = 0; plan.story == Story::TicketSpike && i < 9; ++i)
        write(end.addDays(-2 - 3 * i), end.addDays(-3 * i), "normal", false, 3);
}

void writeSurveys(SampleFiles& files, const AccountPlan& plan, SampleRandom& random)
{
    const Date end = lastDay(plan);
    const std::string respondent = personName(plan.number * 5 + 1);
    for (int ago = random.between(10, 150); ago < 700 && end.addDays(-ago) >= plan.start.addDays(60); ago += 182) {
        const bool bad = plan.story == Story::Detractor && ago < 160;
        const int score = bad                                                ? 4
            : plan.story == Story::Healthy || plan.story == Story::Expanding ? random.between(8, 10)
                                                                             : random.between(7, 9);
        files[DatasetId::Surveys].row({plan.id, end.addDays(-ago).toIso(), "nps", std::to_string(score), respondent,
            bad ? "Promised fixes did not come" : ""});
    }
    if (random.chance(0.4) && end - plan.start > 80)
        files[DatasetId::Surveys].row({plan.id, end.addDays(-random.between(5, 70)).toIso(), "csat",
            std::to_string(random.between(3, 5)), personName(plan.number * 5 + 4), ""});
}

void writeSignals(SampleFiles& files, const AccountPlan& plan, SampleRandom& random)
{
    SampleFile& file = files[DatasetId::Signals];
    const Date end = lastDay(plan);
    const auto write = [&](int number, int ago, std::string_view kind, std::string_view note, bool handled) {
        const Date day = end.addDays(-ago);
        if (day >= plan.start)
            file.row({"G-" + plan.id.substr(2) + "-" + std::to_string(number), plan.id, day.toIso(), kind, "call", note,
                handled ? day.addDays(4).toIso() : ""});
    };
    if (plan.story == Story::SignalUnworked)
        write(1, 26, "new_use_case", "Wants to roll it out to the claims team", false);
    if (plan.story == Story::ExpansionReady)
        write(2, random.between(10, 50), "growth_mention", "Plans a second site", true);
    if (plan.story == Story::Expanding && random.chance(0.5))
        write(3, random.between(15, 150), "added_users", "Twenty people joined", true);
    if (plan.story == Story::Stagnant && random.chance(0.3))
        write(4, random.between(5, 90), "budget_cut", "Freeze on new tools", false);
    if (random.chance(0.15))
        write(5, random.between(30, 300), "product_request", "Asked for a mobile view", true);
}

void writeHealth(SampleFiles& files, const AccountPlan& plan, SampleRandom& random)
{
    const Date end = lastDay(plan);
    const bool warned = plan.story == Story::ChurnedWithWarning;
    const bool seenTrouble = plan.story == Story::UsageDrop || plan.story == Story::Zombie ||
        plan.story == Story::Detractor || plan.story == Story::NoticeGiven;
    // The first account is looked at on the last day, which makes it the day that a review looks from.
    for (int ago = plan.number == 0 ? 0 : random.between(2, 24); ago < 430 && end.addDays(-ago) >= plan.start;
         ago += 30) {
        std::string_view status = "green";
        if ((warned && ago < 210) || (seenTrouble && ago < 60))
            status = ago < 70 ? "red" : "yellow";
        else if (plan.story == Story::Ordinary && random.chance(0.2))
            status = "yellow";
        files[DatasetId::Health].row({plan.id, end.addDays(-ago).toIso(), "cs", status, ""});
    }
    if (plan.story == Story::SourcesDisagree)
        files[DatasetId::Health].row({plan.id, end.addDays(-9).toIso(), "support", "red", "31"});
    else if (plan.segment == "Enterprise" && !plan.churn)
        files[DatasetId::Health].row({plan.id, end.addDays(-random.between(5, 40)).toIso(), "support",
            random.chance(0.9) ? "green" : "yellow", ""});
}

void writeFeedback(SampleFiles& files, const AccountPlan& plan, SampleRandom& random)
{
    if (!random.chance(0.35))
        return;
    static constexpr std::string_view texts[] = {"Would like filters to stay between visits", "Export to XLSX",
        "More rights for team leads", "Alerts by e-mail, not only in the app"};
    static constexpr std::string_view states[] = {"new", "planned", "shipped", "declined"};
    const Date day = lastDay(plan).addDays(-random.between(5, 300));
    if (day >= plan.start)
        files[DatasetId::Feedback].row({"F-" + plan.id.substr(2), plan.id, day.toIso(), "Product",
            texts[static_cast<std::size_t>(random.between(0, 3))],
            states[static_cast<std::size_t>(random.between(0, 3))]});
}

} // namespace

void writeRelationship(SampleFiles& files, const AccountPlan& plan, std::uint64_t seed)
{
    SampleRandom random = SampleRandom::of(seed, static_cast<std::uint64_t>(plan.number), 4);
    writeContacts(files, plan, random);
    writeInteractions(files, plan, random);
    writeTickets(files, plan, random);
    writeSurveys(files, plan, random);
    writeSignals(files, plan, random);
    writeHealth(files, plan, random);
    writeFeedback(files, plan, random);
}

} // namespace holdfast
