// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/report/report_json.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "model/report/json_writer.h"

namespace holdfast {

namespace {

std::optional<std::string> optionalText(const std::string& text)
{
    return text.empty() ? std::nullopt : std::optional(text);
}

std::optional<std::string> zoneText(std::optional<Zone> zone)
{
    return zone ? std::optional(std::string(text(*zone))) : std::nullopt;
}

void writeRetention(JsonWriter& json, const Retention& r, const std::string* value)
{
    json.beginObject();
    json.member("annualised_logo_churn", r.annualisedLogoChurn);
    json.member("arpa", r.arpa);
    json.member("churn", r.bridge.churn);
    json.member("closing_arr", r.bridge.closing);
    json.member("closing_customers", r.closingCustomers);
    json.member("clv", r.clv);
    json.member("clv_cac", r.clvCac);
    json.member("contraction", r.bridge.contraction);
    json.member("crr", r.crr);
    json.member("event_nrr", r.eventNrr);
    json.member("expansion", r.bridge.expansion);
    json.member("gross_revenue_churn", r.grossRevenueChurn);
    json.member("grr", r.grr);
    json.member("lifespan_years", r.lifespanYears);
    json.member("logo_churn", r.logoChurn);
    json.member("lost_customers", r.lostCustomers);
    json.member("new", r.bridge.newArr);
    json.member("new_customers", r.newCustomers);
    json.member("nrr", r.nrr);
    json.member("opening_arr", r.bridge.opening);
    json.member("opening_customers", r.openingCustomers);
    json.member("purchase_clv", r.purchaseClv);
    json.member("reactivated_customers", r.reactivatedCustomers);
    json.member("reactivation", r.bridge.reactivation);
    json.member("renewal_rate", r.renewalRate);
    json.member("repeat_customer_rate", r.repeatCustomerRate);
    json.member("retained_customers", r.retainedCustomers);
    json.member("revenue_churn", r.revenueChurn);
    json.member("strict_grr", r.strictGrr);
    json.member("strict_nrr", r.strictNrr);
    if (value)
        json.member("value", *value);
    json.endObject();
}

void writeBridge(JsonWriter& json, const std::vector<BridgePiece>& pieces)
{
    json.beginArray();
    for (const BridgePiece& piece : pieces) {
        json.beginObject();
        json.member("churn", piece.bridge.churn);
        json.member("closing", piece.bridge.closing);
        json.member("contraction", piece.bridge.contraction);
        json.member("expansion", piece.bridge.expansion);
        json.member("from", piece.period.from);
        json.member("new", piece.bridge.newArr);
        json.member("opening", piece.bridge.opening);
        json.member("reactivation", piece.bridge.reactivation);
        json.member("to", piece.period.to);
        json.endObject();
    }
    json.endArray();
}

void writeBreakdown(JsonWriter& json, const RetentionResult& result)
{
    std::array<Dimension, dimensionCount> order{};
    for (std::size_t i = 0; i < dimensionCount; ++i)
        order[i] = static_cast<Dimension>(i);
    std::sort(order.begin(), order.end(), [](Dimension a, Dimension b) { return text(a) < text(b); });
    json.beginObject();
    for (const Dimension dimension : order) {
        json.key(text(dimension));
        json.beginArray();
        for (const RetentionGroup& group : result.breakdown[static_cast<std::size_t>(dimension)])
            writeRetention(json, group.retention, &group.value);
        json.endArray();
    }
    json.endObject();
}

void writeDrivers(JsonWriter& json, const Portfolio& portfolio, const Drivers& drivers)
{
    json.beginObject();
    json.key("accounts");
    json.beginArray();
    for (const DriverAccount& entry : drivers.accounts) {
        json.beginObject();
        json.member("account_id", portfolio.accountId(entry.account));
        json.member("amount", entry.amount);
        json.member("amount_before", entry.amountBefore);
        json.member("movement", text(entry.movement));
        json.member("points", entry.points);
        json.endObject();
    }
    json.endArray();
    json.key("movements");
    json.beginArray();
    for (const DriverMovement& entry : drivers.movements) {
        json.beginObject();
        json.member("movement", text(entry.movement));
        json.member("points", entry.points);
        json.endObject();
    }
    json.endArray();
    json.member("nrr_before", drivers.nrrBefore);
    json.member("nrr_now", drivers.nrrNow);
    json.endObject();
}

void writeZoneAccount(JsonWriter& json, const Portfolio& portfolio, const AccountZones& account)
{
    // Criteria by their full name, bytewise: computed once.
    static const std::vector<std::pair<std::string, CriterionId>> names = [] {
        std::vector<std::pair<std::string, CriterionId>> list;
        for (const CriterionSpec& spec : criteria())
            list.emplace_back(std::string(text(spec.zone)) + "." + std::string(spec.name), spec.id);
        std::sort(list.begin(), list.end());
        return list;
    }();
    static const std::vector<Zone> zonesByName = [] {
        std::vector<Zone> list(zoneCount);
        for (std::size_t i = 0; i < zoneCount; ++i)
            list[i] = static_cast<Zone>(i);
        std::sort(list.begin(), list.end(), [](Zone a, Zone b) { return text(a) < text(b); });
        return list;
    }();
    json.beginObject();
    json.member("account_id", portfolio.accountId(account.account));
    json.member("breakpoint", zoneText(account.breakpoint));
    json.key("criteria");
    json.beginObject();
    for (const auto& [name, id] : names)
        json.member(name, text(account.state(id)));
    json.endObject();
    json.member("critical_zone", zoneText(account.criticalZone));
    json.key("zones");
    json.beginObject();
    for (const Zone zone : zonesByName)
        json.member(text(zone), text(account.of(zone)));
    json.endObject();
    json.endObject();
}

void writeZones(JsonWriter& json, const Portfolio& portfolio, const ZonesResult& zones)
{
    json.beginObject();
    json.key("accounts");
    json.beginArray();
    for (const AccountZones& account : zones.accounts)
        writeZoneAccount(json, portfolio, account);
    json.endArray();
    json.member("fix_first", zoneText(zones.fixFirst));
    json.key("fix_first_by_contract_model");
    json.beginObject();
    for (const auto& [model, zone] : zones.fixFirstByContractModel)
        json.member(model, zoneText(zone));
    json.endObject();
    json.key("summary");
    json.beginArray();
    for (std::size_t zone = 0; zone < zoneCount; ++zone) {
        for (std::size_t status = 0; status < zoneStatusCount; ++status) {
            json.beginObject();
            json.member("accounts", zones.summary[zone][status].accounts);
            json.member("arr", zones.summary[zone][status].arr);
            json.member("status", text(static_cast<ZoneStatus>(status)));
            json.member("zone", text(static_cast<Zone>(zone)));
            json.endObject();
        }
    }
    json.endArray();
    json.endObject();
}

void writeDecay(JsonWriter& json, const Portfolio& portfolio, const DecayResult& result)
{
    json.beginArray();
    for (const Decay& decay : result.accounts) {
        const bool known = decay.stage != DecayStage::Unknown;
        const auto figure = [known](double value) { return known ? std::optional(value) : std::nullopt; };
        json.beginObject();
        json.member("account_id", portfolio.accountId(decay.account));
        json.member("change", decay.changeInfinite ? std::nullopt : figure(decay.change));
        if (known && decay.changeInfinite)
            json.member("change_infinite", true);
        json.member("peak", figure(decay.peak));
        json.member("prior", figure(decay.prior));
        json.member("ratio", figure(decay.ratio));
        json.member("recent", figure(decay.recent));
        json.member("stage", text(decay.stage));
        json.member("utilisation", known ? decay.utilisation : std::nullopt);
        json.member("weeks", known ? decay.weeks : 0);
        json.member("zeros", known ? std::optional(std::int64_t{decay.zeros}) : std::nullopt);
        json.endObject();
    }
    json.endArray();
}

void writeFact(JsonWriter& json, const FactValue& fact)
{
    struct Visitor {
        JsonWriter& json;
        void operator()(std::monostate) const { json.null(); }
        void operator()(std::int64_t count) const { json.value(count); }
        void operator()(double figure) const { json.value(figure); }
        void operator()(const std::string& words) const { json.value(words); }
        void operator()(Date day) const { json.value(day); }
        void operator()(Money amount) const { json.value(amount); }
    };
    std::visit(Visitor{json}, fact);
}

void writeExceptions(JsonWriter& json, const Portfolio& portfolio, const std::vector<Exception>& exceptions)
{
    json.beginArray();
    for (const Exception& exception : exceptions) {
        const RuleSpec& spec = rule(exception.rule);
        json.beginObject();
        json.key("account_id");
        if (exception.account)
            json.value(portfolio.accountId(*exception.account));
        else
            json.null();
        json.member("action", exception.action);
        json.member("arr", exception.arr);
        json.member("days_to_renewal", exception.daysToRenewal);
        json.member("due", exception.due);
        json.key("evidence");
        json.beginArray();
        for (const Evidence& evidence : exception.evidence) {
            json.beginObject();
            json.key("dataset");
            if (evidence.dataset)
                json.value(dataset(*evidence.dataset).name);
            else
                json.null();
            json.member("date", evidence.date);
            json.member("fact", evidence.fact);
            json.key("threshold");
            writeFact(json, evidence.threshold);
            json.key("value");
            writeFact(json, evidence.value);
            json.endObject();
        }
        json.endArray();
        json.member("lane", text(spec.lane));
        json.member("priority", exception.priority);
        json.member("rule", spec.name);
        json.member("severity", text(exception.severity));
        json.member("zone", text(spec.zone));
        json.endObject();
    }
    json.endArray();
}

void writeAccounts(JsonWriter& json, const DayContext& context)
{
    const Portfolio& portfolio = context.portfolio();
    json.beginArray();
    for (std::uint32_t i = 0; i < portfolio.accountCount(); ++i) {
        const AccountId id{i};
        const AccountDay& day = context.of(id);
        if (!day.included)
            continue;
        const Account& account = portfolio.account(id);
        json.beginObject();
        json.member("account_id", portfolio.accountId(id));
        json.member("arr", day.arr);
        json.member("arr_year_ago", day.arrYearAgo);
        json.member("owner", optionalText(portfolio.text(account.owner)));
        json.member("renewal_date", day.renewal);
        json.member("segment", optionalText(portfolio.text(account.segment)));
        json.endObject();
    }
    json.endArray();
}

void writeDataQuality(JsonWriter& json, const Portfolio& portfolio)
{
    json.beginObject();
    json.key("datasets");
    json.beginArray();
    for (const DatasetSpec& spec : datasets()) {
        const Coverage& covered = portfolio.covered(spec.id);
        if (!covered.imported)
            continue;
        json.beginObject();
        json.member("accounts", covered.accounts);
        json.member("dataset", spec.name);
        json.member("first", covered.first);
        json.member("last", covered.last);
        json.member("rows", covered.rows);
        json.endObject();
    }
    json.endArray();
    json.member("orphans", portfolio.orphans);
    json.member("rejected_rows", portfolio.rejectedRows);
    json.endObject();
}

void writeTriggers(JsonWriter& json, const TriggersResult& result)
{
    json.beginArray();
    for (const Trigger& trigger : result.triggers) {
        json.beginObject();
        json.member("fired", trigger.fired);
        json.member("id", triggerSpecs()[static_cast<std::size_t>(trigger.id)].name);
        json.member("threshold", trigger.threshold);
        json.member("value", trigger.value);
        json.endObject();
    }
    json.endArray();
}

} // namespace

std::string reportJson(const Analysis& analysis)
{
    const Portfolio& portfolio = *analysis.portfolio;
    JsonWriter json;
    json.beginObject();
    json.key("accounts");
    writeAccounts(json, *analysis.context);
    json.member("arr_at_risk", analysis.exceptions.arrAtRisk);
    json.member("as_of", analysis.request.period.to);
    json.member("base_currency", portfolio.baseCurrency);
    json.key("breakdown");
    writeBreakdown(json, analysis.retention);
    json.key("data_quality");
    writeDataQuality(json, portfolio);
    json.key("decay");
    writeDecay(json, portfolio, analysis.decay);
    json.key("drivers");
    writeDrivers(json, portfolio, analysis.retention.drivers);
    json.key("exceptions");
    writeExceptions(json, portfolio, analysis.exceptions.exceptions);
    json.member("from", analysis.request.period.from);
    json.key("monthly_bridge");
    writeBridge(json, analysis.retention.monthly);
    json.member("needs_active_investment", analysis.triggers.needsActiveInvestment);
    json.key("retention");
    writeRetention(json, analysis.retention.total, nullptr);
    json.key("rules_not_evaluated");
    json.beginArray();
    for (const RuleNotEvaluated& entry : analysis.exceptions.notEvaluated) {
        json.beginObject();
        json.member("missing", entry.missing);
        json.member("rule", rule(entry.rule).name);
        json.endObject();
    }
    json.endArray();
    json.key("triggers");
    writeTriggers(json, analysis.triggers);
    json.key("zones");
    writeZones(json, portfolio, analysis.zones);
    json.endObject();
    return json.take() + "\n";
}

} // namespace holdfast
