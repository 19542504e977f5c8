// SPDX-License-Identifier: GPL-3.0-or-later
// A desk that imports for real; everything else is made up.
#pragma once

#include <QTimer>

#include "tests/support/fake_desk.h"

namespace holdfast {

// A desk with a store of its own; answers come when the caller is done, as in the program.
class FileDesk : public FakeDesk {
public:
    explicit FileDesk(const QString& path)
        : store_(std::move(*Store::open(path.toStdString())))
    {
    }

    void previewFiles(const QStringList& files, const ImportOptions& options) override
    {
        QTimer::singleShot(0, this, [this, file = files.first().toStdString(), options] {
            const auto previews = previewFile(*store_, file, options);
            ++previewed_;
            if (previews)
                Q_EMIT previewed(*previews);
            else
                Q_EMIT failed(previews.error());
        });
    }
    void importFiles(const QStringList& files, const ImportOptions& options) override
    {
        QTimer::singleShot(0, this, [this, files, options] {
            std::vector<std::string> paths;
            for (const QString& file : files)
                paths.push_back(file.toStdString());
            const auto report = holdfast::importFiles(*store_, paths, options, {}, cancel_);
            cancel_ = CancelToken();
            if (report) {
                last = *report;
                ++landed;
                Q_EMIT imported(*report);
            } else {
                Q_EMIT failed(report.error());
            }
        });
    }
    void rehearseImport(const QStringList& files, const ImportOptions& options, std::int64_t mostRows,
        std::function<void(const Result<ImportReport>&)> answer) override
    {
        QTimer::singleShot(0, this, [this, files, options, mostRows, answer = std::move(answer)] {
            std::vector<std::string> paths;
            for (const QString& file : files)
                paths.push_back(file.toStdString());
            answer(holdfast::rehearseImport(*store_, paths, options, mostRows, {}));
        });
    }
    void cancelImport() override { cancel_.cancel(); }

    Store& store() { return *store_; }
    int previews() const { return previewed_; }
    int landed = 0;
    ImportReport last;

private:
    std::unique_ptr<Store> store_;
    CancelToken cancel_;
    int previewed_ = 0;
};

} // namespace holdfast
