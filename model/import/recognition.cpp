// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/import/recognition.h"

#include <QCryptographicHash>
#include <algorithm>
#include <set>

#include "model/import/column_doubts.h"
#include "model/import/dataset_candidates.h"
#include "model/import/known_exports.h"
#include "model/import/rejected_rows.h"
#include "model/import/values.h"

namespace holdfast {

namespace {

// The known export whose signature fits with the most headers.
const KnownExport* findKnownExport(const std::vector<std::string>& headers, std::optional<DatasetId> only)
{
    const KnownExport* best = nullptr;
    const auto has = [&headers](const std::string& known) {
        return std::any_of(
            headers.begin(), headers.end(), [&known](const std::string& header) { return headerIs(header, known); });
    };
    for (const KnownExport& profile : knownExports()) {
        if (only && (profile.dataset != *only || !profile.refused.empty())) // somebody says what it is
            continue;
        const bool fits = std::all_of(profile.signature.begin(), profile.signature.end(),
            [&has](const auto& alternatives) { return std::any_of(alternatives.begin(), alternatives.end(), has); });
        const bool barred = std::any_of(profile.absent.begin(), profile.absent.end(), has);
        if (fits && !barred && (best == nullptr || profile.signature.size() > best->signature.size()))
            best = &profile;
    }
    return best;
}

// Where the header of a known export stands among those of the file; their number for nowhere.
std::size_t placeOf(const std::vector<std::string>& headers, const std::string& known, const std::string& beside)
{
    for (std::size_t at = 0; at < headers.size(); ++at) {
        if (headerIs(headers[at], known) &&
            (beside.empty() || std::find(headers.begin(), headers.end(), headers[at] + ' ' + beside) != headers.end()))
            return at;
    }
    return headers.size();
}

Recognition fromKnownExport(const Table& table, const std::vector<std::string>& headers, const KnownExport& profile)
{
    Recognition result;
    result.dataset = profile.dataset;
    result.mapping.dataset = profile.dataset;
    result.mapping.profile = profile.name;
    result.mapping.constants = profile.constants;
    result.mapping.keyedBy = profile.keyedBy;
    Candidate candidate;
    candidate.mapped = static_cast<int>(headers.size());
    candidate.columns.resize(headers.size());
    for (std::size_t h = 0; h < headers.size(); ++h)
        result.mapping.columns.push_back({table.headers[h], static_cast<int>(h), {}, {}, {}, {}, {}});
    for (const auto& [header, known] : profile.columns) {
        if (isBound(candidate, known.column))
            continue;
        const std::size_t at = placeOf(headers, header, known.beside);
        if (at == headers.size() || !candidate.columns[at].empty())
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
        result.why += ", but it has no column for " + joinedWords(candidate.missing) + " of " +
            std::string(dataset(profile.dataset).name) +
            (profile.note.empty() ? "; add it to the export" : "; " + profile.note);
    return result;
}

// What a file lacks because all its rows are alike: the export of one survey does not say on each line which it is.
void askConstants(const Candidate& candidate, Recognition& result)
{
    const DatasetSpec& spec = dataset(candidate.dataset);
    const auto isAskable = [&spec](const std::string& name) {
        return (spec.id == DatasetId::Surveys && name == "kind") || (spec.id == DatasetId::Health && name == "source");
    };
    if (candidate.untold || candidate.missing.empty() ||
        !std::all_of(candidate.missing.begin(), candidate.missing.end(), isAskable))
        return;
    for (const std::string& name : candidate.missing) {
        const ColumnSpec& column = spec.columns[static_cast<std::size_t>(spec.column(name))];
        Question question{{},
            spec.id == DatasetId::Surveys ? "Which survey is this? No column says it"
                                          : "Whose view of the account is this? No column says it",
            {}, QuestionKind::Constant, -1, name};
        std::string_view values = column.values;
        while (!values.empty()) {
            const std::size_t end = std::min(values.find(' '), values.size());
            if (end > 0)
                question.answers.emplace_back(values.substr(0, end));
            values.remove_prefix(std::min(end + 1, values.size()));
        }
        result.questions.push_back(std::move(question));
    }
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
    for (const std::string& header : headers) {
        if (std::string name = normalisedHeader(header); !isRemarkHeader(name))
            names.push_back(std::move(name));
    }
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
        count += name == "id" || isDatasetHeader(name) || fromExports.contains(name) ? 1 : 0;
    }
    return count;
}

Recognition recognise(const Table& table, std::optional<DatasetId> only)
{
    const std::vector<std::string> headers = normalisedHeaders(table);
    Recognition result;
    std::vector<Candidate> candidates;
    for (const DatasetSpec& spec : datasets()) {
        if (!only || spec.id == *only)
            candidates.push_back(fitHeaders(table, headers, spec));
    }
    const auto remarks = static_cast<int>(std::count_if(
        headers.begin(), headers.end(), [](const std::string& header) { return isRemarkHeader(header); }));
    // The application's own templates before anything else: nothing but this dataset's own names.
    const Candidate* best = nullptr;
    for (const Candidate& candidate : candidates) {
        const bool ownNames =
            candidate.missing.empty() && candidate.exact == static_cast<int>(headers.size()) - remarks;
        if (ownNames && (best == nullptr || nameSaysDataset(table.file, dataset(candidate.dataset)))) {
            best = &candidate;
            result.isTemplate = true;
        }
    }
    if (best == nullptr) {
        if (const KnownExport* profile = findKnownExport(headers, only)) {
            if (!profile->refused.empty()) {
                result.why = profile->refused;
                return result;
            }
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
        if (!complete.empty() && nearest->score <= complete.front()->score + exactHeaderWeight) {
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
                    result.why = "the headers could be those of " + joinedWords(names) + "; say which with --dataset";
                    result.questions.push_back({{}, "Which kind of data is this?", names, QuestionKind::Dataset});
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
            const std::string name(dataset(nearest->dataset).name);
            result.why = nearest->untold ? "nothing in the headers tells what kind of list it is; if it is " + name +
                    ", say so with --dataset " + name
                                         : "the headers are nearest to " + name + ", but there is no column for " +
                    joinedWords(nearest->missing);
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
    if (result.importable && !result.isTemplate && !only && isWeak(table, *best, headers)) {
        const std::string name(dataset(best->dataset).name);
        result.importable = false;
        result.why = "not recognised: only " + std::to_string(best->mapped) + " of " + std::to_string(headers.size()) +
            " headers are those of " + name + "; if it is that, say so with --dataset " + name;
        result.questions.push_back({{}, "Which kind of data is this?", {name}});
    }
    if (result.importable)
        result.why = result.isTemplate ? "the headers are the template's own"
                                       : std::to_string(best->mapped) + " of " + std::to_string(headers.size()) +
                " headers are those of " + std::string(dataset(best->dataset).name);
    askConstants(*best, result);
    raiseDoubts(table, result);
    return result;
}

bool mappingFits(const Table& table, const Mapping& mapping)
{
    if (!mapping.fingerprint.empty())
        return mapping.fingerprint == headerFingerprint(table.headers);
    const std::vector<std::string> headers = normalisedHeaders(table);
    return !mapping.columns.empty() &&
        std::all_of(mapping.columns.begin(), mapping.columns.end(), [&headers](const ColumnBinding& binding) {
            return binding.column.empty() ||
                std::find(headers.begin(), headers.end(), normalisedHeader(binding.header)) != headers.end();
        });
}

Recognition applyMapping(const Table& table, const Mapping& decided)
{
    const std::vector<std::string> headers = normalisedHeaders(table);
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
    candidate.dataset = decided.dataset;
    askConstants(candidate, result);
    result.why = "as decided";
    if (!result.importable)
        result.why += ", but it has no column for " + joinedWords(candidate.missing) + " of " +
            std::string(dataset(decided.dataset).name);
    return result;
}

} // namespace holdfast
