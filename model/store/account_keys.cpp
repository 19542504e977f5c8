// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/account_keys.h"

#include <QString>
#include <QStringList>
#include <algorithm>

namespace holdfast {

namespace {

// Domains that say nothing about a company.
bool isFreeMail(std::string_view domain)
{
    static constexpr std::array domains{"gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "hotmail.co.uk",
        "live.com", "msn.com", "yahoo.com", "yahoo.co.uk", "yahoo.de", "yahoo.fr", "ymail.com", "icloud.com", "me.com",
        "mac.com", "aol.com", "gmx.de", "gmx.net", "gmx.com", "gmx.at", "gmx.ch", "web.de", "t-online.de", "freenet.de",
        "proton.me", "protonmail.com", "mail.com", "mail.ru", "yandex.ru", "yandex.com", "qq.com", "163.com", "126.com",
        "zoho.com", "orange.fr", "free.fr", "laposte.net", "libero.it", "comcast.net", "fastmail.com", "hey.com",
        "naver.com", "bluewin.ch"};
    return std::any_of(domains.begin(), domains.end(), [&](const char* free) { return domain == free; });
}

bool isLegalSuffix(const QString& word)
{
    static const QStringList suffixes = QStringLiteral(
        "inc incorporated ltd limited gmbh llc llp lp sa ag bv nv corp corporation co company plc pty sas sarl srl spa "
        "oy oyj ab as asa aps kg kgaa ohg ug se sl kk pte pvt & und and mbh eg ev kft sro doo zrt")
                                            .split(QLatin1Char(' '));
    return suffixes.contains(word);
}

std::string folded(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()))
        .simplified()
        .toCaseFolded()
        .toStdString();
}

void addOnce(std::vector<std::uint32_t>& keys, std::uint32_t key)
{
    if (std::find(keys.begin(), keys.end(), key) == keys.end())
        keys.push_back(key);
}

} // namespace

bool isNearName(std::string_view a, std::string_view b)
{
    constexpr std::size_t most = 2;
    if (a.size() > b.size())
        std::swap(a, b);
    if (b.size() - a.size() > most)
        return false;
    std::vector<std::size_t> row(a.size() + 1);
    for (std::size_t i = 0; i <= a.size(); ++i)
        row[i] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
        std::size_t diagonal = row[0];
        row[0] = j;
        std::size_t least = j;
        for (std::size_t i = 1; i <= a.size(); ++i) {
            const std::size_t changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[i];
            row[i] = std::min({changed, row[i] + 1, row[i - 1] + 1});
            least = std::min(least, row[i]);
        }
        if (least > most)
            return false;
    }
    return row[a.size()] <= most;
}

std::string comparableName(std::string_view name)
{
    QString text = QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())).toCaseFolded();
    text.replace(QLatin1Char(','), QLatin1Char(' '));
    QStringList words = text.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    while (words.size() > 1) {
        QString last = words.back();
        last.remove(QLatin1Char('.'));
        if (!last.isEmpty() && !isLegalSuffix(last))
            break;
        words.removeLast();
    }
    return words.join(QLatin1Char(' ')).toStdString();
}

Result<void> AccountKeys::load(const Database& database)
{
    Result<Statement> insert = database.prepare("INSERT INTO account_keys (key, kind, text) VALUES (?, ?, ?)");
    Result<Statement> keys = database.prepare("SELECT key, kind, text FROM account_keys ORDER BY key");
    if (!insert || !keys)
        return tl::unexpected(insert ? keys.error() : insert.error());
    insert_ = std::move(*insert);
    for (;;) {
        const Result<bool> row = keys->step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            return {};
        greatest_ = static_cast<std::uint32_t>(keys->integer(0));
        indexes_[static_cast<std::size_t>(keys->integer(1)) & 3U].add(keys->text(2), greatest_);
    }
}

Result<std::uint32_t> AccountKeys::add(AccountKey kind, std::string_view text)
{
    const std::uint32_t key = ++greatest_;
    insert_.bind(1, std::int64_t{key});
    insert_.bind(2, static_cast<std::int64_t>(kind));
    insert_.bind(3, text);
    if (const Result<void> done = insert_.run(); !done)
        return tl::unexpected(done.error());
    indexes_[static_cast<std::size_t>(kind)].add(text, key);
    return key;
}

Result<AccountResolver> AccountResolver::load(const Database& database, AccountKeys& keys)
{
    AccountResolver resolver;
    const auto each = [&](const char* sql, const auto& take) -> Result<void> { return eachRow(database, sql, take); };
    Result<void> done =
        each("SELECT k.key, k.text, a.name FROM accounts a JOIN account_keys k ON k.key = a.account_key",
            [&](const Statement& row) {
                const auto key = static_cast<std::uint32_t>(row.integer(0));
                resolver.known_[key] = {std::string(row.text(1)), std::string(row.text(2))};
                if (const std::string name = comparableName(row.text(2)); !name.empty())
                    addOnce(resolver.names_[name], key);
            });
    if (done) {
        done = each("SELECT s.subscription_id, k.key, k.text FROM subscriptions s JOIN account_keys k"
                    " ON k.key = s.account_key WHERE k.kind = 0",
            [&](const Statement& row) {
                const auto key = static_cast<std::uint32_t>(row.integer(1));
                resolver.subscriptions_.emplace(row.text(0), key);
                resolver.known_.try_emplace(key, Known{std::string(row.text(2)), {}});
            });
    }
    if (done) {
        done = each("SELECT c.email, k.key, k.text FROM contacts c JOIN account_keys k ON k.key = c.account_key"
                    " WHERE k.kind = 0 AND c.email IS NOT NULL",
            [&](const Statement& row) {
                const auto key = static_cast<std::uint32_t>(row.integer(1));
                const std::string email = folded(row.text(0));
                addOnce(resolver.emails_[email], key);
                if (const auto at = email.rfind('@'); at != std::string::npos && !isFreeMail(email.substr(at + 1)))
                    addOnce(resolver.domains_[email.substr(at + 1)], key);
                resolver.known_.try_emplace(key, Known{std::string(row.text(2)), {}});
            });
    }
    Result<void> interned;
    if (done) {
        done = each("SELECT name, account_id FROM aliases", [&](const Statement& row) {
            const Result<std::uint32_t> key = keys.intern(AccountKey::Id, row.text(1));
            if (!key) {
                interned = tl::unexpected(key.error());
                return;
            }
            resolver.aliases_[comparableName(row.text(0))] = *key;
            resolver.known_.try_emplace(*key, Known{std::string(row.text(1)), {}});
        });
    }
    if (!done || !interned)
        return tl::unexpected(done ? interned.error() : done.error());
    return resolver;
}

std::string AccountResolver::describe(std::uint32_t key) const
{
    const Known& known = known_.at(key);
    return "account " + known.id + (known.name.empty() ? "" : " (" + known.name + ")");
}

AccountResolver::Answer AccountResolver::resolve(AccountKey kind, std::string_view text)
{
    Answer answer;
    // What somebody said counts before what the data says.
    if (const auto alias = aliases_.find(comparableName(text)); alias != aliases_.end())
        return {alias->second, known_.at(alias->second).id, "alias of " + describe(alias->second)};
    switch (kind) {
    case AccountKey::Id:
        return {0, std::string(text), {}};
    case AccountKey::Subscription:
        answer = bySubscription(text);
        break;
    case AccountKey::Email:
        answer = byEmail(text);
        break;
    case AccountKey::Name:
        answer = byName(text);
        break;
    }
    if (answer.key != 0)
        answer.accountId = known_.at(answer.key).id;
    return answer;
}

AccountResolver::Answer AccountResolver::bySubscription(std::string_view text) const
{
    const auto found = subscriptions_.find(std::string(text));
    if (found == subscriptions_.end())
        return {0, {}, "no subscription with this id has been imported"};
    return {found->second, {}, "subscription of " + describe(found->second)};
}

AccountResolver::Answer AccountResolver::byEmail(std::string_view text) const
{
    const std::string email = folded(text);
    if (const auto found = emails_.find(email); found != emails_.end()) {
        if (found->second.size() > 1)
            return {0, {}, std::to_string(found->second.size()) + " accounts have a contact with this e-mail"};
        return {found->second.front(), {}, "e-mail of a contact of " + describe(found->second.front())};
    }
    const auto at = email.rfind('@');
    if (at == std::string::npos)
        return {0, {}, "no e-mail address"};
    const std::string domain = email.substr(at + 1);
    if (isFreeMail(domain))
        return {0, {}, "no contact has this e-mail, and its domain is one of free mail"};
    const auto found = domains_.find(domain);
    if (found == domains_.end())
        return {0, {}, "no contact has this e-mail or its domain"};
    if (found->second.size() > 1)
        return {0, {}, std::to_string(found->second.size()) + " accounts have contacts at " + domain};
    return {found->second.front(), {}, "e-mail domain " + domain + " is that of " + describe(found->second.front())};
}

AccountResolver::Answer AccountResolver::byName(std::string_view text)
{
    const std::string name = comparableName(text);
    const auto found = names_.find(name);
    if (found == names_.end())
        return {0, {}, nearName(name)};
    if (found->second.size() > 1)
        return {0, {}, std::to_string(found->second.size()) + " accounts are called " + std::string(text)};
    return {found->second.front(), {}, "matches the name of " + describe(found->second.front())};
}

std::string AccountResolver::nearName(const std::string& comparable)
{
    constexpr int searches = 200; // each compares with every account
    if (++nearSearches_ <= searches) {
        std::uint32_t near = 0;
        for (const auto& [name, keys] : names_) {
            if (isNearName(name, comparable)) // the smallest key, so that the sentence is the same every time
                near = near == 0 ? keys.front() : std::min(near, keys.front());
        }
        if (near != 0)
            return "is close to the name of " + describe(near) + "; confirm it as an alias";
    }
    return "no account has this name";
}

} // namespace holdfast
