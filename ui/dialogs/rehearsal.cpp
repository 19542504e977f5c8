// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/rehearsal.h"

#include <QCoreApplication>
#include <algorithm>

#include "model/report/format.h"
#include "ui/tables/words.h"

namespace holdfast {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("holdfast::Rehearsal", text);
}

QString number(std::int64_t count)
{
    return toText(plainNumber(static_cast<double>(count), 0));
}

QString counts(std::int64_t inserted, std::int64_t updated, std::int64_t unchanged, std::int64_t rejected)
{
    return tr("%1 new, %2 changed, %3 unchanged, %4 rejected")
        .arg(number(inserted), number(updated), number(unchanged), number(rejected));
}

constexpr std::size_t mostMessages = 4;

} // namespace

void Rehearsal::forget()
{
    ++newest_;
    underWay_ = false;
    report_.reset();
    problem_.clear();
}

int Rehearsal::begin()
{
    underWay_ = true;
    return newest_;
}

bool Rehearsal::take(int number, const Result<ImportReport>& report)
{
    if (number != newest_ || (!report && report.error().code == ErrorCode::Cancelled))
        return false;
    underWay_ = false;
    if (report)
        report_ = *report;
    else
        problem_ = toText(report.error().text());
    return true;
}

QStringList Rehearsal::sentencesOf(const std::string& label) const
{
    if (underWay_)
        return {tr("Counting what is new…")};
    if (!problem_.isEmpty())
        return {tr("It cannot be imported so: %1").arg(problem_)};
    if (!report_)
        return {};
    const auto file = std::find_if(report_->files.begin(), report_->files.end(),
        [&label](const FileReport& one) { return one.file == label && one.dataset; });
    if (file == report_->files.end())
        return {};
    QStringList lines;
    if (file->read == 0)
        lines.append(tr("The file has no rows; its dataset then counts as imported."));
    else if (file->whole && file->unchanged == file->read)
        lines.append(file->read == 1 ? tr("Its row is stored already: nothing changes.")
                                     : tr("All %1 rows are stored already: nothing changes.").arg(number(file->read)));
    else if (file->whole)
        lines.append(counts(file->inserted, file->updated, file->unchanged, file->rejected) + u'.');
    else
        lines.append(
            tr("Of the first %1 rows: %2.")
                .arg(number(file->read), counts(file->inserted, file->updated, file->unchanged, file->rejected)));
    if (file->rejected * 2 > file->read)
        lines.append(tr("More than half would be rejected: then nothing lands unless you say so."));
    for (std::size_t i = 0; i < std::min(file->messages.size(), mostMessages); ++i)
        lines.append(toText(file->messages[i]));
    return lines;
}

QString Rehearsal::sentence(std::int64_t waiting) const
{
    if (underWay_)
        return tr("Counting what is new…");
    if (!report_ || !problem_.isEmpty())
        return tr("Nothing is asked any more");
    QStringList words;
    const bool whole =
        std::all_of(report_->files.begin(), report_->files.end(), [](const FileReport& file) { return file.whole; });
    const QString found = counts(report_->inserted, report_->updated, report_->unchanged, report_->rejected);
    words.append(whole ? found : tr("of the rows tried so far %1").arg(found));
    const std::int64_t more = report_->orphans - waiting;
    if (more > 0)
        words.append(more == 1 ? tr("1 row would wait for its account")
                               : tr("%1 rows would wait for their account").arg(number(more)));
    else if (more < 0)
        words.append(more == -1 ? tr("1 waiting row finds its account")
                                : tr("%1 waiting rows find their account").arg(number(-more)));
    QString text = words.join(QStringLiteral("; "));
    return text.left(1).toUpper() + text.mid(1);
}

} // namespace holdfast
