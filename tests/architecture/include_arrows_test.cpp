// SPDX-License-Identifier: GPL-3.0-or-later
// Holds every #include of the program against the table of allowed arrows: facts travel one way.
#include <QDirIterator>
#include <QFile>
#include <QMap>
#include <QRegularExpression>
#include <QTest>

#include "tests/support/places.h"

namespace {

// A folder may include itself and what its line names; a name ending in "/" allows everything below it.
const QMap<QString, QStringList>& arrows()
{
    static const auto words = [](const char* text) {
        return QString::fromLatin1(text).split(QLatin1Char(' '), Qt::SkipEmptyParts);
    };
    static const QMap<QString, QStringList> table = {
        {QStringLiteral("model/base"), {}},
        {QStringLiteral("model/datasets"), words("model/base")},
        {QStringLiteral("model/portfolio"), words("model/base model/datasets")},
        {QStringLiteral("model/rules"), words("model/base")},
        {QStringLiteral("model/analysis"), words("model/base model/datasets model/portfolio model/rules")},
        {QStringLiteral("model/store"), words("model/base model/datasets model/portfolio")},
        {QStringLiteral("model/import"), words("model/base model/datasets model/store")},
        {QStringLiteral("model/review"), words("model/base model/datasets model/portfolio model/analysis model/rules")},
        {QStringLiteral("model/report"),
            words("model/base model/datasets model/portfolio model/analysis model/rules model/review")},
        {QStringLiteral("ui/theme"), {}},
        {QStringLiteral("ui/tables"), words("model/")},
        {QStringLiteral("ui/charts"),
            words("ui/theme model/base model/datasets model/portfolio model/analysis model/rules model/review "
                  "model/report")},
        {QStringLiteral("ui/widgets"), words("ui/theme ui/tables ui/charts model/")},
        {QStringLiteral("ui/deck"),
            words(
                "ui/theme ui/charts model/base model/datasets model/portfolio model/analysis model/rules model/review "
                "model/report")},
        {QStringLiteral("ui/dialogs"), words("ui/ model/")},
        {QStringLiteral("ui/panels"), words("ui/ model/")},
        {QStringLiteral("ui/main_window"), words("ui/ model/")},
        {QStringLiteral("app"), words("app/ ui/ model/")},
        {QStringLiteral("app/main"), words("app")},
    };
    return table;
}

QString folderOf(const QString& path)
{
    return path.left(path.lastIndexOf(QLatin1Char('/')));
}

bool mayInclude(const QString& folder, const QString& other)
{
    if (folder == other)
        return true;
    for (const QString& allowed : arrows().value(folder)) {
        if (allowed == other || (allowed.endsWith(QLatin1Char('/')) && (other + QLatin1Char('/')).startsWith(allowed)))
            return true;
    }
    return false;
}

// Values of the store and the import that panels may name; the Store object itself they may not.
bool isValueHeader(const QString& header)
{
    return header == QStringLiteral("model/store/store.h") || header == QStringLiteral("model/import/import_run.h") ||
        header == QStringLiteral("model/import/mapping.h");
}

} // namespace

class IncludeArrowsTest : public QObject {
    Q_OBJECT

private slots:
    void everyIncludeFollowsAnArrow()
    {
        const QString root = holdfast::sourceDir();
        static const QRegularExpression include(
            QStringLiteral("^\\s*#include \"([^\"]+)\""), QRegularExpression::MultilineOption);
        QStringList wrong;
        int files = 0;
        for (const QString& top : {QStringLiteral("model"), QStringLiteral("ui"), QStringLiteral("app")}) {
            QDirIterator it(root + QLatin1Char('/') + top, {QStringLiteral("*.h"), QStringLiteral("*.cpp")},
                QDir::Files, QDirIterator::Subdirectories);
            while (it.hasNext()) {
                const QString path = it.next();
                const QString relative = path.mid(root.size() + 1);
                const QString folder = folderOf(relative);
                QFile file(path);
                QVERIFY(file.open(QIODevice::ReadOnly));
                const QString text = QString::fromUtf8(file.readAll());
                ++files;
                if (!arrows().contains(folder))
                    wrong << relative + QStringLiteral(": its folder is not in the table");
                auto matches = include.globalMatch(text);
                while (matches.hasNext()) {
                    const QString header = matches.next().captured(1);
                    if (!header.contains(QLatin1Char('/'))) {
                        if (!header.endsWith(QStringLiteral(".moc")))
                            wrong << relative + QStringLiteral(" includes ") + header +
                                    QStringLiteral(" without its folder");
                        continue;
                    }
                    if (!mayInclude(folder, folderOf(header)))
                        wrong << relative + QStringLiteral(" may not include ") + header;
                    else if (folder.startsWith(QStringLiteral("ui/")) &&
                        folderOf(header) == QStringLiteral("model/store") && !isValueHeader(header))
                        wrong << relative + QStringLiteral(" reaches into the store: ") + header;
                }
            }
        }
        QVERIFY(files > 50);
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
    }

    // The model runs without a display, and only the store speaks SQL.
    void modelNeedsNoWidgetsAndOnlyTheStoreSpeaksSql()
    {
        const QString root = holdfast::sourceDir();
        static const QRegularExpression widgets(
            QStringLiteral("#include <(QtWidgets|QtGui|QWidget|QPainter|QColor|QImage|QPixmap|QFont)"));
        static const QRegularExpression sql(QStringLiteral("#include <(sqlite3|QSql|QtSql)"));
        static const QRegularExpression network(
            QStringLiteral("#include <(QtNetwork|QTcp|QUdp|QNetwork|QSsl|sys/socket)"));
        QStringList wrong;
        for (const QString& top : {QStringLiteral("model"), QStringLiteral("ui"), QStringLiteral("app")}) {
            QDirIterator it(root + QLatin1Char('/') + top, {QStringLiteral("*.h"), QStringLiteral("*.cpp")},
                QDir::Files, QDirIterator::Subdirectories);
            while (it.hasNext()) {
                const QString path = it.next();
                const QString relative = path.mid(root.size() + 1);
                QFile file(path);
                QVERIFY(file.open(QIODevice::ReadOnly));
                const QString text = QString::fromUtf8(file.readAll());
                if (top == QStringLiteral("model") && widgets.match(text).hasMatch())
                    wrong << relative + QStringLiteral(" needs a display");
                if (!relative.startsWith(QStringLiteral("model/store/")) && sql.match(text).hasMatch())
                    wrong << relative + QStringLiteral(" speaks SQL");
                if (network.match(text).hasMatch())
                    wrong << relative + QStringLiteral(" could open a socket");
            }
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
    }
};

QTEST_GUILESS_MAIN(IncludeArrowsTest)
#include "include_arrows_test.moc"
