// SPDX-License-Identifier: GPL-3.0-or-later
// The tokens can be read: ink on its grounds holds 4.5 : 1, chart marks 3 : 1, in light and in dark. The shipped font
// has figures of one width.
#include <QtTest>
#include <cmath>

#include "ui/theme/icons.h"
#include "ui/theme/marks.h"
#include "ui/theme/style.h"
#include "ui/theme/tokens.h"

using namespace holdfast;

namespace {

// Relative luminance as WCAG 2 defines it.
double luminance(const QColor& colour)
{
    const auto channel = [](double value) {
        return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * channel(colour.redF()) + 0.7152 * channel(colour.greenF()) + 0.0722 * channel(colour.blueF());
}

double contrast(const QColor& a, const QColor& b)
{
    const double light = std::max(luminance(a), luminance(b)), dark = std::min(luminance(a), luminance(b));
    return (light + 0.05) / (dark + 0.05);
}

} // namespace

class ThemeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { loadFonts(); }
    void inkCanBeReadOnItsGrounds();
    void chartMarksStandOut();
    void figuresHaveOneWidth();
    void everyMarkHasAWordAndAShapeOfItsOwn();
    void paletteTellsLightFromDark();
};

void ThemeTest::inkCanBeReadOnItsGrounds()
{
    // Black on white is 21 : 1, a colour on itself 1 : 1.
    QCOMPARE(qRound(contrast(Qt::black, Qt::white)), 21);
    for (const Tokens* tokens : {&Tokens::light(), &Tokens::darkTheme()}) {
        for (const QColor& ink : {tokens->text, tokens->text2, tokens->text3}) {
            for (const QColor& ground : {tokens->base, tokens->window, tokens->selection, tokens->hover})
                QVERIFY2(contrast(ink, ground) >= 4.495, qPrintable(ink.name() + u' ' + ground.name()));
        }
        for (const StatusColours* status :
            {&tokens->broken, &tokens->atRisk, &tokens->healthy, &tokens->inProgress, &tokens->unknown}) {
            QVERIFY2(contrast(status->ink, tokens->base) >= 4.5, qPrintable(status->ink.name()));
            QVERIFY2(contrast(status->ink, status->tint) >= 4.5, qPrintable(status->ink.name()));
        }
        QVERIFY(contrast(tokens->accent, tokens->base) >= 4.5);
        QVERIFY(contrast(tokens->onAccent, tokens->accent) >= 4.5);
    }
}

void ThemeTest::chartMarksStandOut()
{
    for (const Tokens* tokens : {&Tokens::light(), &Tokens::darkTheme()}) {
        for (const QColor& mark : {tokens->chartUp, tokens->chartDown, tokens->chartTotal, tokens->chartConnector})
            QVERIFY2(contrast(mark, tokens->base) >= 3, qPrintable(mark.name()));
    }
}

void ThemeTest::figuresHaveOneWidth()
{
    for (const TypeSize size : {TypeSize::Body, TypeSize::BodyMedium, TypeSize::BodyStrong}) {
        const QFont font = typeFont(size, 26);
        QCOMPARE(QFontInfo(font).family(), QStringLiteral("Inter Tabular"));
        const QFontMetricsF metrics(font);
        const double zero = metrics.horizontalAdvance(u'0');
        for (char16_t digit = u'1'; digit <= u'9'; ++digit)
            QVERIFY(std::abs(metrics.horizontalAdvance(QChar(digit)) - zero) < 0.1);
    }
}

void ThemeTest::everyMarkHasAWordAndAShapeOfItsOwn()
{
    QSet<QString> words;
    QList<QImage> shapes;
    for (int at = static_cast<int>(Mark::Healthy); at <= static_cast<int>(Mark::Flag); ++at) {
        const Mark mark = static_cast<Mark>(at);
        QVERIFY(!markWord(mark).isEmpty());
        words.insert(markWord(mark));
        const QImage image = markPixmap(mark, 24, 1, Tokens::light()).toImage().convertToFormat(QImage::Format_Alpha8);
        QVERIFY2(!shapes.contains(image), qPrintable(markWord(mark))); // alpha alone: shape, not colour
        shapes.append(image);
    }
    QCOMPARE(words.size(), static_cast<int>(Mark::Flag));
    QCOMPARE(markLetter(Mark::Broken) + markLetter(Mark::AtRisk) + markLetter(Mark::Healthy), QStringLiteral("BRH"));
}

void ThemeTest::paletteTellsLightFromDark()
{
    QCOMPARE(&Tokens::of(Tokens::light().palette()), &Tokens::light());
    QCOMPARE(&Tokens::of(Tokens::darkTheme().palette()), &Tokens::darkTheme());
}

QTEST_MAIN(ThemeTest)
#include "theme_test.moc"
