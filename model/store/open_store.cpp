// SPDX-License-Identifier: GPL-3.0-or-later
// Opening a store: who may write, what is refused, and what happens to a new or older file.
#include <mutex>

#include "model/store/sqlite_store.h"

#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QUrl>

namespace holdfast {

// One process at a time may write. Several connections of that process share the lock.
class StoreLock {
public:
    enum class Outcome { Held, Taken, NoRights };

    static std::pair<Outcome, std::shared_ptr<StoreLock>> acquire(const QString& path)
    {
        // The locks of this process by path: a second connection of it must not wait for the first one.
        static std::mutex mutex;
        static std::map<QString, std::weak_ptr<StoreLock>> held;
        const std::lock_guard guard(mutex);
        if (std::shared_ptr<StoreLock> lock = held[path].lock())
            return {Outcome::Held, lock};
        auto lock = std::make_shared<StoreLock>(path);
        if (lock->file_.tryLock(0)) {
            held[path] = lock;
            return {Outcome::Held, lock};
        }
        held.erase(path);
        return {lock->file_.error() == QLockFile::LockFailedError ? Outcome::Taken : Outcome::NoRights, nullptr};
    }

    explicit StoreLock(const QString& path)
        : file_(path + QStringLiteral(".lock"))
    {
        file_.setStaleLockTime(0); // however long a window stays open; the lock of a process that died is void
    }

private:
    QLockFile file_;
};

namespace {

std::string uriOf(const QString& path, const char* query)
{
    return QUrl::fromLocalFile(path).toString(QUrl::FullyEncoded).toStdString() + query;
}

Result<void> createFile(const std::string& path)
{
    QFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::WriteOnly | QIODevice::Append, QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return failure(ErrorCode::Unwritable, "the store cannot be created here", {path, "", 0, ""});
    file.close();
    file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    return {};
}

Result<void> prepareConnection(const Database& database)
{
    return database.execute("PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY;"
                            "PRAGMA trusted_schema = OFF; PRAGMA cache_size = -8000");
}

// The tables can be read: a file that only starts like a store is found out here.
Result<void> probe(const Database& database)
{
    const Result<std::optional<std::int64_t>> tables = database.integer("SELECT count(*) FROM sqlite_master");
    if (!tables)
        return tl::unexpected(tables.error());
    return {};
}

// The first bytes look like a store, yet it cannot be read: then it is damaged, whatever SQLite calls it.
Error atPath(Error error, const std::string& path)
{
    if (error.code == ErrorCode::Foreign) {
        error.code = ErrorCode::Damaged;
        error.sentence = "the store is damaged; restore it from a backup";
    }
    error.place.file = path;
    return error;
}

} // namespace

SqliteStore::~SqliteStore() = default;

Result<std::unique_ptr<Store>> Store::open(const std::string& path, OpenMode mode)
{
    const Result<Migrations> migrations = compiledMigrations();
    if (!migrations)
        return tl::unexpected(migrations.error());
    Result<std::unique_ptr<SqliteStore>> store = SqliteStore::open(path, mode, *migrations);
    if (!store)
        return tl::unexpected(store.error());
    return std::unique_ptr<Store>(std::move(*store));
}

Result<std::unique_ptr<SqliteStore>> SqliteStore::open(
    const std::string& path, OpenMode mode, const Migrations& migrations)
{
    const QString name = QFileInfo(QString::fromStdString(path)).absoluteFilePath();
    const Place place{path, "", 0, ""};
    std::unique_ptr<SqliteStore> store(new SqliteStore);
    store->path_ = path;
    store->migrations_ = migrations;
    store->report_.readOnly = mode == OpenMode::ReadOnly;

    FileKind kind = fileKind(path);
    switch (kind) {
    case FileKind::Absent:
        if (mode == OpenMode::ReadOnly)
            return failure(ErrorCode::NotFound, "there is no such store", place);
        break;
    case FileKind::Empty: // left by a creation that was cut off, or by a file dialog: nothing to lose
        if (mode == OpenMode::ReadOnly)
            return failure(ErrorCode::Foreign, "the file is empty, not a Holdfast store", place);
        break;
    case FileKind::Foreign:
        return failure(ErrorCode::Foreign, "the file is not a Holdfast store; it was left as it is", place);
    case FileKind::Truncated:
        return failure(ErrorCode::Damaged, "the store is damaged: its end is missing; restore it from a backup", place);
    case FileKind::Unreadable:
        return failure(ErrorCode::Unreadable, "the store cannot be read", place);
    case FileKind::Store:
        break;
    }

    if (mode == OpenMode::ReadWrite) {
        if (kind == FileKind::Store && !QFileInfo(name).isWritable()) {
            store->report_.readOnly = true;
            store->report_.note = "the file is write-protected; it is opened for reading only";
        } else {
            auto [outcome, lock] = StoreLock::acquire(name);
            store->lock_ = lock;
            if (outcome != StoreLock::Outcome::Held) {
                if (kind != FileKind::Store && outcome == StoreLock::Outcome::NoRights)
                    return failure(ErrorCode::Unwritable, "the store cannot be created in this folder", place);
                if (kind != FileKind::Store)
                    return failure(ErrorCode::Locked, "another Holdfast is creating this store", place);
                store->report_.readOnly = true;
                store->report_.note = outcome == StoreLock::Outcome::Taken
                    ? "another Holdfast has this store open; it is opened for reading only"
                    : "the folder is write-protected; the store is opened for reading only";
            }
            kind = fileKind(path); // now that nobody else writes
        }
    }

    if (store->report_.readOnly) {
        store->readName_ = uriOf(name, "?mode=ro");
        Result<Database> database = Database::open(store->readName_, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
        if (!database)
            return tl::unexpected(atPath(database.error(), path));
        Result<void> sound = probe(*database);
        if (!sound && (sound.error().code == ErrorCode::Unreadable || sound.error().code == ErrorCode::Unwritable)) {
            // A write-ahead log needs a file beside the store; where none can be made nobody writes either.
            store->readName_ = uriOf(name, "?mode=ro&immutable=1");
            database = Database::open(store->readName_, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
            if (!database)
                return tl::unexpected(atPath(database.error(), path));
            sound = probe(*database);
        }
        if (!sound)
            return tl::unexpected(atPath(sound.error(), path));
        if (const Result<void> ready = prepareConnection(*database); !ready)
            return tl::unexpected(atPath(ready.error(), path));
        const Result<std::int64_t> version = schemaVersion(*database);
        if (!version)
            return tl::unexpected(atPath(version.error(), path));
        if (*version > static_cast<std::int64_t>(migrations.size()))
            return tl::unexpected(atPath(migrate(*database, path, migrations).error(), path));
        if (*version < static_cast<std::int64_t>(migrations.size())) {
            return failure(ErrorCode::Unwritable,
                "the store has an older schema and must be opened for writing once to bring it up to date", place);
        }
        store->database_ = std::move(*database);
        return store;
    }

    store->readName_ = uriOf(name, "?mode=ro");
    const bool create = kind != FileKind::Store;
    if (create) {
        if (const Result<void> created = createFile(path); !created)
            return tl::unexpected(created.error());
    }
    Result<Database> database = Database::open(uriOf(name, "?mode=rw"), SQLITE_OPEN_READWRITE | SQLITE_OPEN_URI);
    if (!database)
        return tl::unexpected(atPath(database.error(), path));
    if (!create) {
        if (const Result<void> sound = probe(*database); !sound)
            return tl::unexpected(atPath(sound.error(), path));
        const Result<std::string> backup = migrate(*database, path, migrations);
        if (!backup)
            return tl::unexpected(atPath(backup.error(), path));
        if (!backup->empty())
            store->report_.note = "the store was brought up to date after a backup to " + *backup;
    } else {
        Result<void> made = database->execute("PRAGMA page_size = 16384");
        if (made)
            made = createSchema(*database, migrations);
        if (!made)
            return tl::unexpected(atPath(made.error(), path));
        store->report_.created = true;
    }
    // Answers with the mode in force where a file system cannot share memory; then the rollback journal stays.
    static_cast<void>(database->integer("PRAGMA journal_mode = WAL"));
    if (const Result<void> ready = prepareConnection(*database); !ready)
        return tl::unexpected(atPath(ready.error(), path));
    store->database_ = std::move(*database);
    return store;
}

Result<Database> SqliteStore::reader() const
{
    Result<Database> database = Database::open(readName_, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
    if (!database)
        return tl::unexpected(atPath(database.error(), path_));
    if (const Result<void> ready = prepareConnection(*database); !ready)
        return tl::unexpected(ready.error());
    return database;
}

} // namespace holdfast
