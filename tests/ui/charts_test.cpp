// SPDX-License-Identifier: GPL-3.0-or-later
// The charts as drawings and as widgets: what they say, where they answer, and that text keeps to its box.
#include <QElapsedTimer>
#include <QImage>
#include <QSignalSpy>
#include <QTest>

#include "tests/support/review_bundle.h"
#include "ui/charts/chart_text.h"
#include "ui/charts/chart_view.h"
#include "ui/charts/driver_bars.h"
#include "ui/charts/renewal_columns.h"
#include "ui/charts/timeline.h"
#include "ui/charts/trend_lines.h"
#include "ui/charts/waterfall.h"
#include "ui/charts/zone_chart.h"

using namespace holdfast;

namespace {

const Date reviewDay = day("2025-06-30");

ChartRegions painted(const Chart& chart, const QSizeF& size)
{
    QImage image(size.toSize(), QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::white);
    QPainter painter(&image);
    ChartRegions regions;
    chart.paint(painter, QRectF(QPointF(0, 0), size), {Tokens::light(), 13, false}, &regions);
    return regions;
}

// The golden book's movements in a year: new 50, expansion 50, contraction 30, churn 100; 600 → 570.
ReviewBundle movedBook()
{
    PortfolioBuilder book;
    const char* rows[][3] = {{"a", "100", "100"}, {"b", "100", "150"}, {"c", "100", "70"}, {"d", "200", "200"},
        {"e", "100", "0"}, {"h", "0", "50"}};
    for (const auto& row : rows) {
        book.account(row[0]);
        book.snapshot(row[0], "2024-06-30", row[1]);
        book.snapshot(row[0], "2025-06-30", row[2]);
    }
    return bundleOf(book.build(), reviewDay);
}

} // namespace

class ChartsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void waterfallBarsAddUpToTheClosing();
    void waterfallAxisStartsAtZeroUnlessMovementsAreSmall();
    void everyChartStaysInItsRectangle();
    void zoneSegmentsAnswerWithZoneAndStatus();
    void aBookWithoutCustomersIsEmpty();
    void tenThousandEventsDrawWithoutAStutter();
    void zoomKeepsThePlaceUnderThePointerAndTheEnds();
    void nothingAfterTheDayIsOnTheTimeline();
    void keyboardWalksRegionsAndEnterClicks();
    void textFromFilesStaysText();
    void svgHoldsLiveText();
    void elidedTextFits_data();
    void elidedTextFits();
};

void ChartsTest::waterfallBarsAddUpToTheClosing()
{
    const ReviewBundle review = movedBook();
    const WaterfallChart chart = netWaterfall(review.result());
    QCOMPARE(chart.bars.size(), std::size_t{7});
    QCOMPARE(chart.bars.front().to, 600.0);
    QCOMPARE(chart.bars.back().to, 570.0);
    QCOMPARE(chart.bars[5].to, 570.0); // after the churn the level is the closing
    QCOMPARE(chart.bars[5].name, QStringLiteral("Churn"));
    QCOMPARE(chart.bars[5].value, QStringLiteral("−$100"));
    QVERIFY(chart.bars[5].share.startsWith(QStringLiteral("16.7"))); // 100 / 600
    QCOMPARE(chart.bars[5].note, QStringLiteral("1 account"));
    const ChartRegions regions = painted(chart, {800, 360});
    QCOMPARE(regions.size(), std::size_t{7});
    QVERIFY(regions[5].target.kind == ChartTarget::Kind::Movement);
    QCOMPARE(regions[5].target.first, static_cast<int>(Movement::Churn));
}

void ChartsTest::waterfallAxisStartsAtZeroUnlessMovementsAreSmall()
{
    WaterfallChart chart;
    WaterfallBar opening, closing;
    opening.to = 100;
    closing.to = 50;
    chart.bars = {opening, closing};
    QCOMPARE(chart.axisStart(), 0.0); // half the height moves: no cut
    chart.bars[1].to = 95;
    QVERIFY(chart.axisStart() > 0);
    QVERIFY(chart.axisStart() < 95); // every total keeps a bar
}

void ChartsTest::everyChartStaysInItsRectangle()
{
    PortfolioBuilder book;
    for (int i = 0; i < 30; ++i) {
        const std::string id = "a" + std::to_string(i);
        book.account(id,
            "segment=x, contract_model=annual, fit=" + std::string(i % 2 ? "poor" : "good") + ", renewal_date=2025-" +
                (i % 3 ? "08" : "11") + "-1" + std::to_string(i % 10) +
                ", name=A rather long name of a company that goes on and on");
        book.snapshot(id, "2023-06-30", std::to_string(500 * i + 500));
        book.snapshot(id, "2024-06-30", std::to_string(1000 * i));
        book.snapshot(id, "2025-06-30", std::to_string(29000 - 1000 * i));
    }
    const ReviewBundle review = bundleOf(book.build(), reviewDay);
    const WaterfallChart waterfall = netWaterfall(review.result());
    const DriverChart drivers = driverChart(review.result(), 10);
    const ZoneChart zones = zoneChart(review.result());
    const RenewalChart renewals = renewalChart(review.result());
    const TimelineChart timeline = timelineChart(review, AccountId{3});
    for (const Chart* chart :
        {static_cast<const Chart*>(&waterfall), static_cast<const Chart*>(&drivers), static_cast<const Chart*>(&zones),
            static_cast<const Chart*>(&renewals), static_cast<const Chart*>(&timeline)}) {
        for (const double width : {420.0, 760.0, 1240.0}) {
            const double height = std::max(200.0, chart->heightFor(width, {Tokens::light(), 13, false}));
            const ChartRegions regions = painted(*chart, {width, height});
            QVERIFY2(!regions.empty(), qPrintable(chart->name()));
            for (const ChartRegion& region : regions)
                QVERIFY2(QRectF(-1, -1, width + 2, height + 2).contains(region.rect),
                    qPrintable(chart->name() + QStringLiteral(": ") + region.title));
        }
    }
}

void ChartsTest::zoneSegmentsAnswerWithZoneAndStatus()
{
    PortfolioBuilder book;
    book.account("a", "fit=poor, start_date=2025-06-01").subscription("a", "2025-06-01", "", "1000");
    const ReviewBundle review = bundleOf(book.build(), reviewDay);
    const ChartRegions regions = painted(zoneChart(review.result()), {900, 210});
    bool found = false;
    for (const ChartRegion& region : regions)
        found = found ||
            (region.target.kind == ChartTarget::Kind::Status && region.target.first == static_cast<int>(Zone::Belief) &&
                region.target.second == static_cast<int>(ZoneStatus::Broken));
    QVERIFY(found);
    QCOMPARE(zoneChart(review.result()).fixFirst.value(), Zone::Belief);
}

void ChartsTest::aBookWithoutCustomersIsEmpty()
{
    PortfolioBuilder book;
    book.imported("accounts");
    const ReviewBundle review = bundleOf(book.build(), reviewDay);
    QVERIFY(zoneChart(review.result()).isEmpty());
    QVERIFY(renewalChart(review.result()).isEmpty());
    QVERIFY(driverChart(review.result(), 5).isEmpty());
    QVERIFY(TrendChart().isEmpty());
}

void ChartsTest::tenThousandEventsDrawWithoutAStutter()
{
    PortfolioBuilder book;
    book.account("acme", "start_date=2020-01-01").subscription("acme", "2020-01-01", "", "1000");
    for (int i = 0; i < 10000; ++i)
        book.row(i % 2 ? "interactions" : "tickets",
            "account_id=acme, " + std::string(i % 2 ? "date=" : "opened_date=") +
                reviewDay.addDays(-(i % 1900)).toIso() +
                (i % 2 ? ", kind=call" : ", closed_date=" + reviewDay.addDays(-(i % 1900) + 3).toIso()));
    const ReviewBundle review = bundleOf(book.build(), reviewDay);
    TimelineChart chart = timelineChart(review, AccountId{0});
    QVERIFY(chart.eventCount() >= 9900);
    chart.showAll();
    painted(chart, {1240, 460}); // fonts are loaded now
    QElapsedTimer clock;
    clock.start();
    const ChartRegions regions = painted(chart, {1240, 460});
    qInfo("10,000 events in %lld ms, %zu regions", static_cast<long long>(clock.elapsed()), regions.size());
    QVERIFY(clock.elapsed() < 200); // a debug build on a busy machine; a frame or two in the release
    QVERIFY(regions.size() < 3000);
}

void ChartsTest::zoomKeepsThePlaceUnderThePointerAndTheEnds()
{
    TimelineChart chart;
    chart.day = reviewDay;
    chart.first = Date(0);
    chart.last = Date(1000);
    chart.showAll();
    chart.zoom(0.5, 0.25); // 250 stays at a quarter: 250 − 125 … 250 + 375
    QCOMPARE(chart.viewFrom, 125.0);
    QCOMPARE(chart.viewTo, 625.0);
    chart.pan(-5);
    QCOMPARE(chart.viewFrom, 0.0);
    chart.zoom(100, 0.5);
    QCOMPARE(chart.viewFrom, 0.0);
    QCOMPARE(chart.viewTo, 1000.0);
    for (int i = 0; i < 50; ++i)
        chart.zoom(0.5, 0.5);
    QCOMPARE(chart.viewTo - chart.viewFrom, 14.0); // no closer than two weeks
}

void ChartsTest::nothingAfterTheDayIsOnTheTimeline()
{
    PortfolioBuilder book;
    book.account("acme", "start_date=2024-01-01").subscription("acme", "2024-01-01", "", "1000");
    book.row("interactions", "account_id=acme, date=2025-06-30, kind=call");
    book.row("interactions", "account_id=acme, date=2025-07-01, kind=call");
    book.row("tickets", "account_id=acme, opened_date=2025-06-01, closed_date=2025-07-01");
    const TimelineChart chart = timelineChart(bundleOf(book.build(), reviewDay), AccountId{0});
    QCOMPARE(chart.items[static_cast<std::size_t>(TimelineLane::Meetings)].size(), std::size_t{1});
    const TimelineItem& ticket = chart.items[static_cast<std::size_t>(TimelineLane::Tickets)].at(0);
    QVERIFY(ticket.to == reviewDay); // its closing has not happened yet
    QVERIFY(ticket.details.contains(QStringLiteral("still open, 29 days")));
}

void ChartsTest::keyboardWalksRegionsAndEnterClicks()
{
    const ReviewBundle review = movedBook();
    ChartView view;
    view.resize(800, 360);
    view.setChart(std::make_shared<WaterfallChart>(netWaterfall(review.result())));
    QCOMPARE(view.accessibleName(), QStringLiteral("ARR from opening to closing"));
    QSignalSpy clicks(&view, &ChartView::clicked);
    QTest::keyClick(&view, Qt::Key_Home);
    QCOMPARE(view.focusedRegion(), 0);
    QTest::keyClick(&view, Qt::Key_Left); // round to the last
    QCOMPARE(view.focusedRegion(), 6);
    QTest::keyClick(&view, Qt::Key_Left);
    QVERIFY(view.accessibleDescription().startsWith(QStringLiteral("Churn")));
    QTest::keyClick(&view, Qt::Key_Return);
    QCOMPARE(clicks.size(), 1);
    const auto target = clicks[0][0].value<ChartTarget>();
    QCOMPARE(target.first, static_cast<int>(Movement::Churn));
    QTest::mouseClick(&view, Qt::LeftButton, {}, view.regions()[4].rect.center().toPoint());
    QCOMPARE(clicks.size(), 2);
    QCOMPARE(clicks[1][0].value<ChartTarget>().first, static_cast<int>(Movement::Contraction));
}

void ChartsTest::textFromFilesStaysText()
{
    const QString tip =
        chartTooltip(QStringLiteral("<img src=\"file:///etc/hostname\">"), QStringLiteral("a\n<b>b</b>"));
    QVERIFY(!tip.contains(QStringLiteral("<img")));
    QVERIFY(tip.contains(QStringLiteral("&lt;img")));
    QVERIFY(tip.contains(QStringLiteral("a<br>&lt;b&gt;b")));
}

void ChartsTest::svgHoldsLiveText()
{
    const ReviewBundle review = movedBook();
    ChartView view;
    view.resize(800, 360);
    view.setChart(std::make_shared<WaterfallChart>(netWaterfall(review.result())));
    const QString svg = QString::fromUtf8(view.svg());
    QVERIFY(svg.contains(QStringLiteral("<svg")));
    QVERIFY(svg.contains(QStringLiteral(">Contraction</text>")));
    const QImage image = view.image(2);
    QCOMPARE(image.size(), QSize(1600, 720));
}

void ChartsTest::elidedTextFits_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("one long word") << QString(200, QLatin1Char('W'));
    QTest::newRow("words") << QStringLiteral("many words that go on and on and on until nobody reads them any more");
    QTest::newRow("emoji") << QStringLiteral(
        "🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂");
    QTest::newRow("lines") << QStringLiteral("a\n\nb\nc\nd");
}

void ChartsTest::elidedTextFits()
{
    QFETCH(QString, text);
    const ChartStyle style{Tokens::light(), 13, false};
    const QFont font = style.font(TypeSize::Body);
    QImage image(10, 10, QImage::Format_ARGB32);
    for (const double width : {20.0, 57.5, 140.0}) {
        for (const int most : {1, 2, 3}) {
            const QStringList lines = wrapped(font, &image, text, width, most);
            QVERIFY(!lines.isEmpty());
            QVERIFY(lines.size() <= most);
            for (const QString& line : lines)
                QVERIFY2(QFontMetricsF(font, &image).horizontalAdvance(line) <= width + 1.0, qPrintable(line));
        }
    }
}

QTEST_MAIN(ChartsTest)
#include "charts_test.moc"
