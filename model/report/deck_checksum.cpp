// SPDX-License-Identifier: GPL-3.0-or-later
// What a closed review's deck was made from, as one number that anybody can compare.
#include <QCryptographicHash>

#include "model/report/json_writer.h"
#include "model/report/report_json.h"
#include "model/report/slides.h"

namespace holdfast {

namespace {

std::optional<std::string> dayText(const std::optional<Date>& day)
{
    return day ? std::optional(day->toIso()) : std::nullopt;
}

// What the leader recorded; the findings are in the report.
std::string recordedJson(const ReviewBundle& review)
{
    JsonWriter json;
    json.beginObject();
    json.key("actions");
    json.beginArray();
    for (const ActionItem& action : review.actions) {
        json.beginObject();
        json.member("account_id", action.accountId);
        json.member("done_on", dayText(action.doneOn));
        json.member("due", dayText(action.due));
        json.member("owner", action.owner);
        json.member("rule", std::string(rule(action.rule).name));
        json.member("title", action.title);
        json.endObject();
    }
    json.endArray();
    json.member("cadence", std::string(text(review.cadence)));
    json.key("decisions");
    json.beginArray();
    for (const Decision& decision : review.decisions) {
        json.beginObject();
        json.member("account_id", decision.accountId);
        json.member("decided_at", decision.decidedAt);
        json.member("kind", std::string(text(decision.kind)));
        json.member("note", decision.note);
        json.member("rule", std::string(rule(decision.rule).name));
        json.member("until", dayText(decision.until));
        json.member("who", decision.who);
        json.endObject();
    }
    json.endArray();
    json.endObject();
    return json.take();
}

} // namespace

std::string inputsChecksum(const ReviewBundle& review)
{
    if (!review.checksum.empty())
        return review.checksum; // of what was kept at closing: no later program can come to another
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const std::string& part : {reportJson(review.result()), recordedJson(review)})
        hash.addData(QByteArrayView(part.data(), static_cast<qsizetype>(part.size())));
    return hash.result().toHex().toStdString();
}

} // namespace holdfast
