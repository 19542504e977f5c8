// SPDX-License-Identifier: GPL-3.0-or-later
// The strongest evidence of an exception as a sentence for paper.
#include <algorithm>
#include <cmath>

#include "model/report/fact_words.h"
#include "model/report/format.h"
#include "model/report/slides.h"

namespace holdfast {

namespace {

class Words {
public:
    Words(const Exception& exception, std::string_view currency)
        : exception_(exception)
        , currency_(currency)
    {
    }

    const Evidence* find(std::string_view fact) const
    {
        for (const Evidence& evidence : exception_.evidence) {
            if (evidence.fact == fact)
                return &evidence;
        }
        return nullptr;
    }
    bool has(std::string_view fact) const
    {
        const Evidence* evidence = find(fact);
        return evidence && !std::holds_alternative<std::monostate>(evidence->value);
    }
    std::string value(std::string_view fact) const
    {
        const Evidence* evidence = find(fact);
        if (!evidence)
            return std::string(dash);
        if (const auto figure = number(evidence->value))
            return plainNumber(*figure, *figure == std::floor(*figure) || std::abs(*figure) >= 10 ? 0 : 1);
        std::string words = factText(evidence->value, currency_);
        if (std::holds_alternative<std::string>(evidence->value) && words.find(' ') == std::string::npos)
            std::replace(words.begin(), words.end(), '_', ' '); // "silent_decay" is a name of the engine
        return words;
    }
    std::string share(std::string_view fact) const
    {
        const Evidence* evidence = find(fact);
        const auto figure = evidence ? number(evidence->value) : std::nullopt;
        return figure ? percent(*figure, 0) : std::string(dash);
    }
    std::string daysOf(std::string_view fact) const
    {
        const Evidence* evidence = find(fact);
        const auto figure = evidence ? number(evidence->value) : std::nullopt;
        return figure ? plural(std::llround(*figure), "day", "days") : std::string(dash);
    }
    // "1 milestone", "3 milestones"
    std::string count(std::string_view fact, std::string_view one, std::string_view many) const
    {
        const Evidence* evidence = find(fact);
        const auto figure = evidence ? number(evidence->value) : std::nullopt;
        return figure ? plural(std::llround(*figure), one, many) : std::string(dash) + " " + std::string(many);
    }
    // What the row is called: a milestone, a person, a ticket.
    std::string named(std::string_view fact) const
    {
        const Evidence* evidence = find(fact);
        return !evidence ? std::string(dash) : evidence->detail.empty() ? value(fact) : evidence->detail;
    }
    std::string on(std::string_view fact) const
    {
        const Evidence* evidence = find(fact);
        return evidence && evidence->date ? " on " + dateText(*evidence->date) : std::string();
    }

private:
    static std::optional<double> number(const FactValue& value)
    {
        if (const auto* real = std::get_if<double>(&value))
            return *real;
        if (const auto* count = std::get_if<std::int64_t>(&value))
            return static_cast<double>(*count);
        return std::nullopt;
    }

    const Exception& exception_;
    std::string_view currency_;
};

// One fact per blocked task, the longest first; reviews of earlier versions kept their number alone.
std::string blockedWords(const Exception& exception, const std::string& kept)
{
    const Evidence& first = exception.evidence.front();
    const bool number = std::holds_alternative<std::int64_t>(first.value);
    return (number ? kept
                   : plural(static_cast<std::int64_t>(exception.evidence.size()), "milestone is", "milestones are")) +
        " blocked" + (first.date ? ", the first since " + dateText(*first.date) : std::string());
}

} // namespace

std::string strongestEvidence(const Exception& exception, std::string_view currency)
{
    const Words say(exception, currency);
    switch (exception.rule) {
    case RuleId::UsageDrop:
        return "active users " + say.value("prior") + " → " + say.value("recent") + ", " + say.share("change") +
            " in 13 weeks";
    case RuleId::GreenButDying:
        return "the CSM says green, usage is in " + say.value("stage");
    case RuleId::Zombie:
        return say.share("ratio") + " of its peak, " + say.value("zeros") + " of 8 weeks empty";
    case RuleId::BusyWithoutValue:
        return say.share("utilisation") + " of seats used, no outcome achieved or measured for 180 days";
    case RuleId::UnprovenRenewal:
        return "renews in " + say.daysOf("days_to_renewal") + ", realization is " + say.value("realization");
    case RuleId::RenewalOverdue:
        return "the renewal date passed " + say.daysOf("days_past_renewal") + " ago";
    case RuleId::SponsorSilent:
        return say.has("days_since_sponsor") ? "no sponsor meeting for " + say.daysOf("days_since_sponsor")
                                             : std::string("no sponsor meeting on record");
    case RuleId::ChampionLeft:
        return say.named("champion_left") + " left" + say.on("champion_left") + ", no other champion";
    case RuleId::NewDecisionMaker:
        return say.named("joined") + " joined" + say.on("joined");
    case RuleId::SingleThreaded:
        return say.value("contacts") == "0" ? std::string("no contact is present")
                                            : say.count("contacts", "contact is present", "contacts are present");
    case RuleId::EscalationOpen:
        return "open for " + say.daysOf("days_open");
    case RuleId::TicketSpike:
        return say.count("tickets_30_days", "ticket", "tickets") + " in 30 days, usually " +
            say.value("monthly_mean_before");
    case RuleId::Detractor:
        return "NPS " + say.value("nps") + say.on("nps") +
            (say.has("nps_fall") ? ", fell by " + say.value("nps_fall") : std::string());
    case RuleId::MeetingsFading:
        return "no meeting for " + say.daysOf("days_since_meeting") + ", usually every " + say.daysOf("median_gap");
    case RuleId::OverdueInvoice:
        return "overdue by " + say.daysOf("days_overdue");
    case RuleId::SeatsTrimmed:
        return "seats " + say.value("seats_before") + " → " + say.value("seats") + ", " + say.share("seats_change");
    case RuleId::CoreFeatureUnused:
        return say.value("core_feature_unused") + " not used for 30 days";
    case RuleId::StoppedUsingFeature:
        return say.value("feature_stopped") + " is no longer used";
    case RuleId::NoticeGiven:
        return "cancellation received" + say.on("notice");
    case RuleId::UpsellWithoutValue:
        return say.named("open_opportunity") + " is open while realization is broken";
    case RuleId::UnrecognisedWin:
        return say.named("win_unrecognised") + ", achieved" + say.on("win_unrecognised");
    case RuleId::KickoffLate:
        return "day " + say.value("age") + ", no kickoff";
    case RuleId::OnboardingLate:
        return "day " + say.value("age") + ", onboarding is open";
    case RuleId::FirstLoginMissing:
        return "day " + say.value("age") + ", nobody has logged in";
    case RuleId::MilestoneOverdue:
        return say.named("days_overdue") + " by " + say.daysOf("days_overdue");
    case RuleId::BlockedByCustomer:
        return blockedWords(exception, say.count("blocked", "milestone is", "milestones are"));
    case RuleId::NoProgress:
        return say.count("open_milestones", "milestone", "milestones") + " open, none completed for 30 days";
    case RuleId::OutcomeOffPace:
        return say.named("progress") + " at " + say.share("progress") + " of its way";
    case RuleId::ExpansionReady:
        return say.share("utilisation") + " of seats used, realization healthy";
    case RuleId::SignalUnworked:
        return say.named("signal") + say.on("signal") + ", not followed up";
    case RuleId::UsageFeedStale:
        return say.has("days_since_usage") ? "no usage for " + say.daysOf("days_since_usage")
                                           : std::string("no usage row at all");
    case RuleId::NoOwner:
    case RuleId::NoRenewalDate:
    case RuleId::NoContacts:
        return {}; // the title says it all
    default:
        return evidenceText(exception, currency);
    }
}

} // namespace holdfast
