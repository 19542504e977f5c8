// SPDX-License-Identifier: GPL-3.0-or-later
// What importing the files of the dialog would do, as a rehearsal found it, in sentences. No widgets.
#pragma once

#include <QString>
#include <QStringList>
#include <optional>

#include "model/base/result.h"
#include "model/import/import_run.h"

namespace holdfast {

class Rehearsal {
public:
    // Rows of each table that are tried: a look ahead takes well under a second, however long a file is.
    static constexpr std::int64_t mostRows = 100'000;

    // What was found holds no longer: something was chosen otherwise.
    void forget();
    // The number of the rehearsal that begins; only the newest is taken.
    int begin();
    bool take(int number, const Result<ImportReport>& report); // false: not the newest, or stopped

    bool isUnderWay() const { return underWay_; }
    const std::optional<ImportReport>& report() const { return report_; }

    // Of one table, by its label: what becomes of its rows, and what was decided about them.
    QStringList sentencesOf(const std::string& label) const;
    // Of all tables. `waiting`: rows of the store that wait for their account now.
    QString sentence(std::int64_t waiting) const;

private:
    int newest_ = 0;
    bool underWay_ = false;
    std::optional<ImportReport> report_;
    QString problem_;
};

} // namespace holdfast
