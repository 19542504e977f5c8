// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/import/dataset_candidates.h"

#include <algorithm>
#include <unordered_map>

#include "model/import/mapping_names.h"
#include "model/import/recognition.h"
#include "model/import/rejected_rows.h"
#include "model/import/values.h"

namespace holdfast {

namespace {

constexpr int referenceWeight = 1, keyBonus = 3;

struct Meaning {
    DatasetId dataset;
    std::size_t column;
    int weight;
};

using Dictionary = std::unordered_map<std::string, std::vector<Meaning>>;

Dictionary buildDictionary()
{
    Dictionary words;
    for (const DatasetSpec& spec : datasets()) {
        for (std::size_t c = 0; c < spec.columns.size(); ++c) {
            const ColumnSpec& column = spec.columns[c];
            words[folded(column.name)].push_back({spec.id, c, exactHeaderWeight});
            std::string_view rest = column.synonyms;
            while (!rest.empty()) {
                const std::string_view word = rest.substr(0, rest.find('|'));
                rest.remove_prefix(std::min(rest.size(), word.size() + 1));
                const std::string key = folded(word);
                if (key != folded(column.name))
                    words[key].push_back({spec.id, c, synonymHeaderWeight});
            }
        }
    }
    return words;
}

const Dictionary& dictionary()
{
    static const Dictionary words = buildDictionary();
    return words;
}

bool oneOf(std::string_view word, std::initializer_list<std::string_view> words)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

// Which reference to the account a header that is no account_id can be.
std::string_view referenceOf(const std::string& header)
{
    if (oneOf(header, {"subscription id", "subscription", "sub id", "subscription number"}))
        return subscriptionReference;
    if (oneOf(header,
            {"email", "e mail", "email address", "contact email", "customer email", "requester email", "user email",
                "respondent email", "recipient email", "mail"}))
        return emailReference;
    if (oneOf(header,
            {"account name", "account", "company", "company name", "customer", "customer name", "organization",
                "organisation", "organization name", "organisation name", "client", "client name", "associated company",
                "account: account name"}))
        return nameReference;
    return {};
}

// Headers that can hold an id or a name; their values decide.
bool mayBeName(const std::string& header)
{
    return oneOf(header, {"account", "company", "customer", "organization", "organisation", "client"});
}

bool looksLikeIds(const Table& table, std::size_t position)
{
    std::size_t ids = 0, values = 0;
    for (const auto& row : table.sample) {
        if (position >= row.size() || isMissingText(trimmed(row[position])))
            continue;
        const std::string_view value = trimmed(row[position]);
        ++values;
        const bool digit = value.find_first_of("0123456789") != std::string_view::npos;
        ids += digit && value.find(' ') == std::string_view::npos ? 1 : 0;
    }
    return values > 0 && ids == values;
}

// Columns that only this kind of file has: a bare id beside names and times could be anything.
std::string_view tellingColumns(DatasetId id)
{
    switch (id) {
    case DatasetId::Accounts:
        return "segment industry owner contract_model touch renewal_date churn_date arr fit handoff_date kickoff_date "
               "onboarding_completed_date acquisition_cost";
    case DatasetId::Milestones:
        return "side first_value planned_date completed_date blocked_since";
    case DatasetId::Outcomes:
        return "metric baseline target current annual_value achieved_date recognised_date";
    case DatasetId::Contacts:
        return "role title email left_date";
    case DatasetId::Interactions:
        return "held sponsor_attended sentiment kind";
    case DatasetId::Tickets:
        return "severity escalated csat";
    case DatasetId::Invoices:
        return "due_date paid_date";
    case DatasetId::Opportunities:
        return "close_date";
    case DatasetId::Signals:
        return "handled_date";
    case DatasetId::Feedback:
        return "text";
    default:
        return "arr mrr active_users sessions count score rate";
    }
}

bool isListed(std::string_view words, std::string_view word)
{
    return !word.empty() && enumPlace(words, word).has_value();
}

// The word in headers that names the kind of file: "deal stage", "ticket type", "account name".
bool namesKind(DatasetId id, const std::string& header)
{
    const auto has = [&header](std::string_view word) { return header.find(word) != std::string::npos; };
    switch (id) {
    case DatasetId::Accounts:
        return oneOf(header, {"account", "account name", "company", "company name", "customer", "customer name"});
    case DatasetId::Opportunities:
        return has("stage") || has("opportunity") || has("deal");
    case DatasetId::Tickets:
        return has("ticket");
    case DatasetId::Feedback:
        return has("feedback");
    case DatasetId::Signals:
        return has("signal");
    default:
        return false;
    }
}

// A contact's name in two columns: the last one is the name, the first one goes before it.
void bindNameParts(const std::vector<std::string>& headers, Candidate& candidate)
{
    const auto place = [&](std::initializer_list<std::string_view> words) {
        const auto found = std::find_if(
            headers.begin(), headers.end(), [&words](const std::string& header) { return oneOf(header, words); });
        return static_cast<std::size_t>(found - headers.begin());
    };
    const std::size_t first = place({"first name", "firstname", "given name"});
    const std::size_t last = place({"last name", "lastname", "surname", "family name"});
    if (isBound(candidate, "name") || first == headers.size() || last == headers.size())
        return;
    candidate.columns[last] = "name";
    candidate.why[last] = "the name, behind the first one";
    candidate.columns[first] = firstNameReference;
    candidate.why[first] = "goes before the name";
    candidate.score += 2 * synonymHeaderWeight;
}

} // namespace

bool isBound(const Candidate& candidate, std::string_view column)
{
    return std::find(candidate.columns.begin(), candidate.columns.end(), column) != candidate.columns.end();
}

void findMissing(const DatasetSpec& spec, const std::map<std::string, std::string>& constants, Candidate& candidate)
{
    candidate.missing.clear();
    for (const ColumnSpec& column : spec.columns) {
        if (!column.required || isBound(candidate, column.name) || constants.contains(std::string(column.name)))
            continue;
        if (column.name == "arr" && spec.column("mrr") >= 0 && isBound(candidate, "mrr"))
            continue;
        if (column.type == ColumnType::Account) {
            // An accounts file without ids is keyed by its names, when it says more than a name.
            if (spec.id == DatasetId::Accounts ? isBound(candidate, "name") && candidate.mapped >= 2
                                               : isBound(candidate, subscriptionReference) ||
                        isBound(candidate, emailReference) || isBound(candidate, nameReference))
                continue;
        }
        candidate.missing.emplace_back(column.name);
    }
}

bool nameSaysDataset(const std::string& file, const DatasetSpec& spec)
{
    std::string stem = file.substr(file.find_last_of("/\\") + 1);
    stem = folded(stem.substr(0, stem.rfind('.')));
    const std::string name = folded(spec.name);
    if (spec.id == DatasetId::Accounts &&
        (stem.find("compan") != std::string::npos || stem.find("customers") != std::string::npos))
        return true;
    return stem.find(name) != std::string::npos ||
        (name.ends_with('s') && stem.find(name.substr(0, name.size() - 1)) != std::string::npos);
}

Candidate fitHeaders(const Table& table, const std::vector<std::string>& headers, const DatasetSpec& spec)
{
    Candidate candidate;
    candidate.dataset = spec.id;
    candidate.columns.resize(headers.size());
    candidate.why.resize(headers.size());
    for (const int weight : {exactHeaderWeight, synonymHeaderWeight}) {
        for (std::size_t h = 0; h < headers.size(); ++h) {
            const auto found = dictionary().find(headers[h]);
            if (!candidate.columns[h].empty() || found == dictionary().end())
                continue;
            for (const Meaning& meaning : found->second) {
                if (meaning.dataset != spec.id || meaning.weight != weight)
                    continue;
                const ColumnSpec& column = spec.columns[meaning.column];
                if (isBound(candidate, column.name))
                    continue;
                if (column.type == ColumnType::Account && spec.id != DatasetId::Accounts && mayBeName(headers[h]) &&
                    !looksLikeIds(table, h))
                    continue; // these are names, bound below
                if (spec.id == DatasetId::Surveys && column.name == "respondent" &&
                    referenceOf(headers[h]) == emailReference)
                    continue; // finds the account, and is the respondent all the same
                candidate.columns[h] = column.name;
                candidate.why[h] = weight == exactHeaderWeight ? "same name" : "synonym of " + std::string(column.name);
                candidate.score += weight;
                candidate.exact += weight == exactHeaderWeight ? 1 : 0;
                if (column.key && column.type == ColumnType::Id)
                    candidate.score += keyBonus;
                break;
            }
        }
    }
    // A bare id is the file's own key.
    for (const ColumnSpec& column : spec.columns) {
        if (!column.key || isBound(candidate, column.name) ||
            !(column.type == ColumnType::Id || (column.type == ColumnType::Account && spec.id == DatasetId::Accounts)))
            continue;
        const auto bare = std::find_if(headers.begin(), headers.end(), [](const std::string& header) {
            return oneOf(header, {"id", "record id", "uuid", "key"});
        });
        const auto at = static_cast<std::size_t>(bare - headers.begin());
        if (bare != headers.end() && candidate.columns[at].empty()) {
            candidate.columns[at] = column.name;
            candidate.why[at] = "the file's own key";
            candidate.bareKey = true;
            candidate.score += synonymHeaderWeight;
        }
    }
    if (spec.id == DatasetId::Contacts)
        bindNameParts(headers, candidate);
    if (spec.id == DatasetId::Accounts && !isBound(candidate, "arr")) {
        const auto monthly = std::find_if(headers.begin(), headers.end(), [](const std::string& header) {
            return oneOf(header, {"mrr", "monthly recurring revenue", "current mrr", "mrr amount"});
        });
        const auto at = static_cast<std::size_t>(monthly - headers.begin());
        if (monthly != headers.end() && candidate.columns[at].empty()) {
            candidate.columns[at] = monthlyReference;
            candidate.why[at] = "twelve times a year";
            candidate.score += synonymHeaderWeight;
        }
    }
    // Other ways to the account, used where the row has no account_id.
    if (spec.column("account_id") >= 0 && spec.id != DatasetId::Accounts) {
        for (std::size_t h = 0; h < headers.size(); ++h) {
            const std::string_view reference = referenceOf(headers[h]);
            if (reference.empty() || !candidate.columns[h].empty() || isBound(candidate, reference))
                continue;
            if (reference == subscriptionReference && spec.id == DatasetId::Subscriptions)
                continue;
            candidate.columns[h] = reference;
            candidate.why[h] = "finds the account";
            candidate.score += referenceWeight;
        }
    }
    candidate.mapped = static_cast<int>(std::count_if(
        candidate.columns.begin(), candidate.columns.end(), [](const std::string& column) { return !column.empty(); }));
    findMissing(spec, {}, candidate);
    const bool keyless = spec.id == DatasetId::Accounts && !isBound(candidate, "account_id");
    if ((candidate.bareKey || keyless) && !nameSaysDataset(table.file, spec)) {
        bool telling = false;
        for (std::size_t h = 0; h < headers.size(); ++h) {
            if (!candidate.columns[h].empty())
                telling = telling || isListed(tellingColumns(spec.id), candidate.columns[h]) ||
                    namesKind(spec.id, headers[h]);
        }
        if (!telling && candidate.missing.empty()) {
            candidate.missing.emplace_back(spec.columns[0].name);
            candidate.untold = true;
        }
    }
    return candidate;
}

std::vector<std::string> normalisedHeaders(const Table& table)
{
    std::vector<std::string> headers;
    headers.reserve(table.headers.size());
    for (const std::string& header : table.headers)
        headers.push_back(normalisedHeader(header));
    return headers;
}

std::string joinedWords(const std::vector<std::string>& words)
{
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "" : ", ") + word;
    return text;
}

bool isWeak(const Table& table, const Candidate& candidate, const std::vector<std::string>& headers)
{
    const auto named = static_cast<int>(std::count_if(headers.begin(), headers.end(),
        [](const std::string& header) { return !header.empty() && !isRemarkHeader(header); }));
    if (candidate.mapped * 2 >= named)
        return false;
    // A key that is called by its own name ("invoice id") says more than a bare "id", and so does a file that is called
    // as the dataset: a third of the headers is enough.
    const DatasetSpec& spec = dataset(candidate.dataset);
    const bool ownKey = !candidate.bareKey && std::any_of(spec.columns.begin(), spec.columns.end(), [&](const auto& c) {
        const bool key =
            c.key && (c.type == ColumnType::Id || (c.type == ColumnType::Account && spec.id == DatasetId::Accounts));
        return key && isBound(candidate, c.name);
    });
    const std::string stem = table.file.substr(table.file.find_last_of("/\\") + 1);
    const bool ownName = folded(stem.substr(0, stem.rfind('.'))) == folded(spec.name);
    // Three columns that only this kind of file has say as much: a list of names with ARR, renewal date and owner.
    const auto telling = std::count_if(candidate.columns.begin(), candidate.columns.end(),
        [&spec](const std::string& column) { return isListed(tellingColumns(spec.id), column); });
    const bool sure = ownName || telling >= 3 || (ownKey && candidate.mapped >= 3);
    return !sure || candidate.mapped * 3 < named;
}

bool isDatasetHeader(const std::string& header)
{
    return dictionary().contains(header);
}

} // namespace holdfast
