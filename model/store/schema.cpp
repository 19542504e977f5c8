// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/schema.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace holdfast {

namespace {

std::uint32_t bigEndian(const QByteArray& bytes, qsizetype at)
{
    std::uint32_t value = 0;
    for (qsizetype i = at; i < at + 4; ++i)
        value = (value << 8U) | static_cast<std::uint8_t>(bytes[i]);
    return value;
}

Result<void> apply(const Database& database, const Migrations& migrations, std::size_t from)
{
    Result<Transaction> transaction = Transaction::begin(database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    for (std::size_t i = from; i < migrations.size(); ++i) {
        if (Result<void> done = database.execute(migrations[i]); !done)
            return done;
    }
    const std::string marks = "PRAGMA application_id = " + std::to_string(storeApplicationId) +
        "; PRAGMA user_version = " + std::to_string(migrations.size());
    if (Result<void> done = database.execute(marks); !done)
        return done;
    return transaction->commit();
}

// A copy of the whole store at `target`, for its owner alone.
Result<void> backUp(const Database& database, const std::string& target)
{
    QFile file(QString::fromStdString(target));
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate, QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return failure(ErrorCode::Unwritable, "the backup " + target + " cannot be written");
    file.close();
    const Result<Database> copy = Database::open(target, SQLITE_OPEN_READWRITE);
    if (!copy)
        return tl::unexpected(copy.error());
    sqlite3_backup* backup = sqlite3_backup_init(copy->handle(), "main", database.handle(), "main");
    if (backup == nullptr)
        return tl::unexpected(sqliteError(copy->handle(), sqlite3_errcode(copy->handle())));
    sqlite3_backup_step(backup, -1);
    const int code = sqlite3_backup_finish(backup);
    if (code != SQLITE_OK)
        return tl::unexpected(sqliteError(copy->handle(), code));
    return {};
}

} // namespace

Result<Migrations> compiledMigrations()
{
    Migrations migrations;
    const QDir folder(QStringLiteral(":/schema"));
    const QStringList names = folder.entryList({QStringLiteral("*.sql")}, QDir::Files, QDir::Name);
    for (const QString& name : names) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            return failure(ErrorCode::Failed, "the program lacks its schema " + name.toStdString());
        migrations.push_back(file.readAll().toStdString());
    }
    if (migrations.empty())
        return failure(ErrorCode::Failed, "the program lacks its schemas");
    return migrations;
}

FileKind fileKind(const std::string& path)
{
    QFile file(QString::fromStdString(path));
    if (!file.exists())
        return FileKind::Absent;
    if (QFileInfo(file).isDir() || !file.open(QIODevice::ReadOnly))
        return FileKind::Unreadable;
    if (file.size() == 0)
        return FileKind::Empty;
    const QByteArray head = file.read(100);
    if (head.size() < 100 || !head.startsWith(QByteArray("SQLite format 3\0", 16)))
        return FileKind::Foreign;
    if (bigEndian(head, 68) != static_cast<std::uint32_t>(storeApplicationId))
        return FileKind::Foreign;
    // A write-ahead log or journal beside it may hold what the file still lacks.
    for (const char* beside : {"-wal", "-journal"}) {
        if (QFileInfo(QString::fromStdString(path + beside)).size() > 0)
            return FileKind::Store;
    }
    const std::uint32_t size = (static_cast<std::uint8_t>(head[16]) << 8U) | static_cast<std::uint8_t>(head[17]);
    const qint64 pageSize = size == 1 ? 65536 : size;
    const bool countIsValid = bigEndian(head, 24) == bigEndian(head, 92);
    if (countIsValid && file.size() < pageSize * bigEndian(head, 28))
        return FileKind::Truncated;
    return FileKind::Store;
}

Result<std::int64_t> schemaVersion(const Database& database)
{
    const Result<std::optional<std::int64_t>> version = database.integer("PRAGMA user_version");
    if (!version)
        return tl::unexpected(version.error());
    return version->value_or(0);
}

Result<void> createSchema(const Database& database, const Migrations& migrations)
{
    return apply(database, migrations, 0);
}

Result<std::string> migrate(const Database& database, const std::string& path, const Migrations& migrations)
{
    const Result<std::int64_t> version = schemaVersion(database);
    if (!version)
        return tl::unexpected(version.error());
    const auto present = static_cast<std::int64_t>(migrations.size());
    if (*version > present) {
        return failure(ErrorCode::NewerSchema,
            "the store was written by a newer Holdfast (schema " + std::to_string(*version) + ", this program knows " +
                std::to_string(present) + "); open it with that version");
    }
    if (*version == present)
        return std::string();
    if (*version < 1)
        return failure(ErrorCode::Damaged, "the store names no schema; restore it from a backup");
    const std::string backup = path + ".schema-" + std::to_string(*version) + ".backup";
    if (const Result<void> done = backUp(database, backup); !done)
        return tl::unexpected(done.error());
    if (const Result<void> done = apply(database, migrations, static_cast<std::size_t>(*version)); !done)
        return tl::unexpected(done.error());
    return backup;
}

} // namespace holdfast
