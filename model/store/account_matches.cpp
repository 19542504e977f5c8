// SPDX-License-Identifier: GPL-3.0-or-later
// Which references of a file that is not imported yet are known, and whom the others may mean. Writes nothing.
#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "model/store/account_keys.h"
#include "model/store/sqlite_store.h"

namespace holdfast {

namespace {

constexpr std::size_t mostCandidates = 4;
constexpr int mostSearches = 200; // each compares with every account

struct KnownAccounts {
    std::vector<std::pair<std::string, std::string>> accounts; // id, name
    std::unordered_set<std::string> ids;
    std::unordered_set<std::string> aliases; // comparable
    std::unordered_map<std::string, std::vector<std::size_t>> names; // comparable
};

Result<KnownAccounts> loadKnown(const Database& database)
{
    KnownAccounts known;
    const Result<void> read = eachRow(database,
        "SELECT k.text, a.name FROM accounts a JOIN account_keys k ON k.key = a.account_key ORDER BY k.text",
        [&known](const Statement& row) {
            known.ids.emplace(row.text(0));
            if (const std::string name = comparableName(row.text(1)); !name.empty())
                known.names[name].push_back(known.accounts.size());
            known.accounts.emplace_back(row.text(0), row.text(1));
        });
    if (!read)
        return tl::unexpected(read.error());
    return known;
}

void addCandidates(const KnownAccounts& known, const std::string& name, int& searches, AccountMatch& match)
{
    const auto add = [&](const std::vector<std::size_t>& places) {
        for (const std::size_t place : places) {
            if (match.candidates.size() < mostCandidates)
                match.candidates.push_back(known.accounts[place]);
        }
    };
    if (const auto same = known.names.find(name); same != known.names.end()) {
        add(same->second);
        return;
    }
    if (++searches > mostSearches)
        return;
    std::vector<std::size_t> near;
    for (const auto& [other, places] : known.names) {
        if (isNearName(other, name))
            near.insert(near.end(), places.begin(), places.end());
    }
    std::sort(near.begin(), near.end());
    add(near);
}

} // namespace

Result<std::vector<AccountMatch>> SqliteStore::matchAccounts(const std::vector<AccountQuery>& queries)
{
    Result<KnownAccounts> known = loadKnown(database_);
    const auto aliased = aliases();
    if (!known || !aliased)
        return tl::unexpected(known ? aliased.error() : known.error());
    for (const auto& [name, id] : *aliased)
        known->aliases.insert(comparableName(name));
    std::vector<AccountMatch> matches;
    int searches = 0;
    for (const AccountQuery& query : queries) {
        AccountMatch& match = matches.emplace_back();
        const std::string text = comparableName(query.text);
        match.known = query.kind == AccountKey::Subscription || query.kind == AccountKey::Email ||
            known->aliases.contains(text) || (query.kind == AccountKey::Id && known->ids.contains(query.text));
        if (match.known)
            continue;
        const bool byId = query.kind == AccountKey::Id;
        const std::string name = byId ? comparableName(query.name) : text;
        if (!name.empty())
            addCandidates(*known, name, searches, match);
        const auto called = known->names.find(name);
        const std::size_t same = called == known->names.end() ? 0 : called->second.size();
        match.known = !byId && same == 1;
        if (match.known)
            match.candidates.clear();
        else if (byId)
            match.reason = "no account has this id";
        else
            match.reason = same > 1 ? std::to_string(same) + " accounts are called so" : "no account is called so";
    }
    return matches;
}

} // namespace holdfast
