// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/import/recognition.h"

#include <QCryptographicHash>
#include <algorithm>
#include <array>
#include <set>
#include <unordered_map>

#include "model/import/column_doubts.h"
#include "model/import/known_exports.h"
#include "model/import/mapping_names.h"
#include "model/import/values.h"

namespace holdfast {

namespace {

constexpr int exactWeight = 3, synonymWeight = 2, referenceWeight = 1, keyBonus = 3;

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
            words[folded(column.name)].push_back({spec.id, c, exactWeight});
            std::string_view rest = column.synonyms;
            while (!rest.empty()) {
                const std::string_view word = rest.substr(0, rest.find('|'));
                rest.remove_prefix(std::min(rest.size(), word.size() + 1));
                const std::string key = folded(word);
                if (key != folded(column.name))
                    words[key].push_back({spec.id, c, synonymWeight});
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

struct Candidate {
    DatasetId dataset = DatasetId::Accounts;
    std::vector<std::string> columns; // per header
    std::vector<std::string> why;
    std::vector<std::string> missing; // required columns without a header
    int score = 0;
    int mapped = 0;
    int exact = 0;
    bool bareKey = false; // its key is called "id", which says nothing about the kind of file
};

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

Candidate tryDataset(const Table& table, const std::vector<std::string>& headers, const DatasetSpec& spec)
{
    Candidate candidate;
    candidate.dataset = spec.id;
    candidate.columns.resize(headers.size());
    candidate.why.resize(headers.size());
    for (const int weight : {exactWeight, synonymWeight}) {
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
                candidate.columns[h] = column.name;
                candidate.why[h] = weight == exactWeight ? "same name" : "synonym of " + std::string(column.name);
                candidate.score += weight;
                candidate.exact += weight == exactWeight ? 1 : 0;
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
            candidate.score += synonymWeight;
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
        if (!telling && candidate.missing.empty())
            candidate.missing.emplace_back(spec.columns[0].name);
    }
    return candidate;
}

std::vector<std::string> normalised(const Table& table)
{
    std::vector<std::string> headers;
    headers.reserve(table.headers.size());
    for (const std::string& header : table.headers)
        headers.push_back(normalisedHeader(header));
    return headers;
}

std::string joined(const std::vector<std::string>& words)
{
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "" : ", ") + word;
    return text;
}

// The known export whose signature fits with the most headers.
const KnownExport* findKnownExport(const std::vector<std::string>& headers, std::optional<DatasetId> only)
{
    const KnownExport* best = nullptr;
    const auto has = [&headers](const std::string& header) {
        return std::find(headers.begin(), headers.end(), header) != headers.end();
    };
    for (const KnownExport& profile : knownExports()) {
        if (only && profile.dataset != *only)
            continue;
        const bool fits = std::all_of(profile.signature.begin(), profile.signature.end(),
            [&has](const auto& alternatives) { return std::any_of(alternatives.begin(), alternatives.end(), has); });
        const bool barred = std::any_of(profile.absent.begin(), profile.absent.end(), has);
        if (fits && !barred && (best == nullptr || profile.signature.size() > best->signature.size()))
            best = &profile;
    }
    return best;
}

Recognition fromKnownExport(const Table& table, const std::vector<std::string>& headers, const KnownExport& profile)
{
    Recognition result;
    result.dataset = profile.dataset;
    result.mapping.dataset = profile.dataset;
    result.mapping.profile = profile.name;
    result.mapping.constants = profile.constants;
    Candidate candidate;
    candidate.mapped = static_cast<int>(headers.size());
    candidate.columns.resize(headers.size());
    for (std::size_t h = 0; h < headers.size(); ++h)
        result.mapping.columns.push_back({table.headers[h], static_cast<int>(h), {}, {}, {}, {}, {}});
    for (const auto& [header, known] : profile.columns) {
        if (isBound(candidate, known.column))
            continue;
        const auto found = std::find(headers.begin(), headers.end(), header);
        const auto at = static_cast<std::size_t>(found - headers.begin());
        if (found == headers.end() || !candidate.columns[at].empty())
            continue;
        candidate.columns[at] = known.column;
        ColumnBinding& binding = result.mapping.columns[at];
        binding.column = known.column;
        binding.why = "known export " + profile.name;
        binding.values = known.values;
        binding.units = known.units;
        binding.dateOrder = known.dateOrder;
    }
    findMissing(dataset(profile.dataset), profile.constants, candidate);
    result.importable = candidate.missing.empty();
    result.why = "the headers are those of " + profile.name;
    if (!result.importable)
        result.why += ", but it has no column for " + joined(candidate.missing) + " of " +
            std::string(dataset(profile.dataset).name);
    return result;
}

} // namespace

std::string normalisedHeader(std::string_view header)
{
    std::string_view text = trimmed(header);
    while (text.size() > 2 && text.front() == '"' && text.back() == '"')
        text = trimmed(text.substr(1, text.size() - 2));
    if (text.ends_with(')')) {
        const std::size_t open = text.rfind('(');
        if (open != std::string_view::npos && open > 0)
            text = text.substr(0, open);
    }
    return folded(text);
}

std::string headerFingerprint(std::span<const std::string> headers)
{
    std::vector<std::string> names;
    for (const std::string& header : headers)
        names.push_back(normalisedHeader(header));
    std::sort(names.begin(), names.end());
    QCryptographicHash hash(QCryptographicHash::Sha1);
    for (const std::string& name : names)
        hash.addData(QByteArray::fromStdString(name + '\n'));
    return hash.result().toHex().toStdString();
}

std::size_t knownHeaders(std::span<const std::string_view> fields)
{
    static const std::set<std::string> fromExports = [] {
        std::set<std::string> names;
        for (const KnownExport& profile : knownExports()) {
            for (const auto& [header, known] : profile.columns)
                names.insert(header);
        }
        return names;
    }();
    std::size_t count = 0;
    for (const std::string_view field : fields) {
        if (field.size() > 100)
            continue;
        const std::string name = normalisedHeader(field);
        count += name == "id" || dictionary().contains(name) || fromExports.contains(name) ? 1 : 0;
    }
    return count;
}

Recognition recognise(const Table& table, std::optional<DatasetId> only)
{
    const std::vector<std::string> headers = normalised(table);
    Recognition result;
    std::vector<Candidate> candidates;
    for (const DatasetSpec& spec : datasets()) {
        if (!only || spec.id == *only)
            candidates.push_back(tryDataset(table, headers, spec));
    }
    // The application's own templates before anything else: nothing but this dataset's own names.
    const Candidate* best = nullptr;
    for (const Candidate& candidate : candidates) {
        const bool ownNames = candidate.missing.empty() && candidate.exact == static_cast<int>(headers.size());
        if (ownNames && (best == nullptr || nameSaysDataset(table.file, dataset(candidate.dataset)))) {
            best = &candidate;
            result.isTemplate = true;
        }
    }
    if (best == nullptr) {
        if (const KnownExport* profile = findKnownExport(headers, only)) {
            Recognition known = fromKnownExport(table, headers, *profile);
            const bool others = std::any_of(candidates.begin(), candidates.end(),
                [](const Candidate& candidate) { return candidate.missing.empty(); });
            if (known.importable || !others) {
                result = std::move(known);
                result.mapping.fingerprint = headerFingerprint(table.headers);
                if (!profile->note.empty())
                    result.warnings.push_back({"note", profile->note, 0});
                raiseDoubts(table, result);
                return result;
            }
        }
        std::vector<const Candidate*> complete;
        for (const Candidate& candidate : candidates) {
            if (candidate.missing.empty())
                complete.push_back(&candidate);
        }
        std::sort(complete.begin(), complete.end(),
            [](const Candidate* a, const Candidate* b) { return a->score > b->score; });
        // A dataset that explains far more of the headers, but lacks a required column, speaks against the others.
        const auto nearest = std::max_element(candidates.begin(), candidates.end(),
            [](const Candidate& a, const Candidate& b) { return a.score < b.score; });
        if (!complete.empty() && nearest->score <= complete.front()->score + exactWeight) {
            best = complete.front();
            if (complete.size() > 1 && complete[1]->score == best->score) {
                std::vector<const Candidate*> named;
                std::vector<std::string> names;
                for (const Candidate* candidate : complete) {
                    if (candidate->score != best->score)
                        continue;
                    names.emplace_back(dataset(candidate->dataset).name);
                    if (nameSaysDataset(table.file, dataset(candidate->dataset)))
                        named.push_back(candidate);
                }
                if (named.size() != 1) {
                    result.why = "the headers could be those of " + joined(names) + "; say which with --dataset";
                    result.questions.push_back({{}, "Which kind of data is this?", names});
                    return result;
                }
                best = named.front();
            }
        }
    }
    if (best == nullptr) {
        const auto nearest = std::max_element(candidates.begin(), candidates.end(),
            [](const Candidate& a, const Candidate& b) { return a.score < b.score; });
        if (nearest == candidates.end() || nearest->mapped == 0) {
            result.why = "none of the headers is known";
        } else {
            result.dataset = nearest->dataset;
            result.why = "the headers are nearest to " + std::string(dataset(nearest->dataset).name) +
                ", but there is no column for " + joined(nearest->missing);
        }
        if (nearest == candidates.end() || (!only && nearest->mapped == 0))
            return result;
        best = &*nearest;
    }
    result.dataset = best->dataset;
    result.importable = best->missing.empty();
    result.mapping.dataset = best->dataset;
    result.mapping.fingerprint = headerFingerprint(table.headers);
    for (std::size_t h = 0; h < headers.size(); ++h)
        result.mapping.columns.push_back(
            {table.headers[h], static_cast<int>(h), best->columns[h], best->why[h], {}, {}, {}});
    if (result.importable)
        result.why = result.isTemplate ? "the headers are the template's own"
                                       : std::to_string(best->mapped) + " of " + std::to_string(headers.size()) +
                " headers are those of " + std::string(dataset(best->dataset).name);
    raiseDoubts(table, result);
    return result;
}

bool mappingFits(const Table& table, const Mapping& mapping)
{
    if (!mapping.fingerprint.empty())
        return mapping.fingerprint == headerFingerprint(table.headers);
    const std::vector<std::string> headers = normalised(table);
    return !mapping.columns.empty() &&
        std::all_of(mapping.columns.begin(), mapping.columns.end(), [&headers](const ColumnBinding& binding) {
            return binding.column.empty() ||
                std::find(headers.begin(), headers.end(), normalisedHeader(binding.header)) != headers.end();
        });
}

Recognition applyMapping(const Table& table, const Mapping& decided)
{
    const std::vector<std::string> headers = normalised(table);
    Recognition result;
    result.confirmed = true;
    result.dataset = decided.dataset;
    result.mapping = decided;
    result.mapping.fingerprint = headerFingerprint(table.headers);
    result.mapping.columns.clear();
    Candidate candidate;
    candidate.mapped = static_cast<int>(headers.size());
    candidate.columns.resize(headers.size());
    for (std::size_t h = 0; h < headers.size(); ++h)
        result.mapping.columns.push_back({table.headers[h], static_cast<int>(h), {}, {}, {}, {}, {}});
    for (const ColumnBinding& binding : decided.columns) {
        const std::string name = normalisedHeader(binding.header);
        const auto position = static_cast<std::size_t>(std::max(binding.position, 0));
        std::size_t at = headers.size();
        if (binding.position >= 0 && position < headers.size() && (headers[position] == name || name.empty()))
            at = position;
        for (std::size_t h = 0; at == headers.size() && h < headers.size(); ++h) {
            if (headers[h] == name && candidate.columns[h].empty())
                at = h;
        }
        if (at == headers.size())
            continue;
        ColumnBinding taken = binding;
        taken.header = table.headers[at];
        taken.position = static_cast<int>(at);
        if (!taken.column.empty())
            taken.why = "decided";
        candidate.columns[at] = taken.column;
        result.mapping.columns[at] = std::move(taken);
    }
    findMissing(dataset(decided.dataset), decided.constants, candidate);
    result.importable = candidate.missing.empty();
    result.why = "as the mapping says";
    if (!result.importable)
        result.why += ", but it has no column for " + joined(candidate.missing) + " of " +
            std::string(dataset(decided.dataset).name);
    return result;
}

} // namespace holdfast
