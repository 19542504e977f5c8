// SPDX-License-Identifier: GPL-3.0-or-later
// The charts as drawings and as widgets: what they say, where they answer, and that text keeps to its box.
#include <QImage>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

#include "tests/support/counting_device.h"
#include "tests/support/review_bundle.h"
#include "ui/charts/chart_text.h"
#include "ui/charts/chart_view.h"
#include "ui/charts/cohort_grid.h"
#include "ui/charts/driver_bars.h"
#include "ui/charts/renewal_columns.h"
#include "ui/charts/timeline.h"
#include "ui/charts/trend_lines.h"
#include "ui/charts/waterfall.h"
#include "ui/charts/zone_chart.h"
#include "ui/theme/icons.h"
#include "ui/theme/marks.h"

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
    void waterfallBarsNameTheThreeLargestAccounts();
    void waterfallAxisStartsAtZeroUnlessMovementsAreSmall();
    void everyChartStaysInItsRectangle();
    void zoneSegmentsAnswerWithZoneAndStatus();
    void aBookWithoutCustomersIsEmpty();
    void tenThousandEventsDrawWithoutAStutter();
    void labelsOfTheTimelineNeverOverlap();
    void labelsOfNoChartOverlap();
    void aFactOfTheTimelineKnowsItsRow();
    void timelineWheelZoomsAboutThePointerDragPansAndKeysDoBoth();
    void picturesAreSharpOnEveryScreen();
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

// b moves in two months and comes once, with both: 15 + 10 = 25. c and a tie at 20 and stand in the order of the
// accounts; d with 19 is the fourth and stays unnamed, though it counts.
void ChartsTest::waterfallBarsNameTheThreeLargestAccounts()
{
    const ReviewBundle review = movedBook();
    const Portfolio& portfolio = *review.result().portfolio;
    const auto expands = [&](const char* id, std::int64_t units) {
        return AccountMovement{*portfolio.findAccount(id), Movement::Expansion, {}, {}, Money{units * 100}};
    };
    const WaterfallChart chart = monthlyWaterfall(review.result(),
        {{expands("c", 20), expands("b", 15)}, {expands("d", 19)}, {expands("b", 10), expands("a", 20)}});
    const WaterfallBar& bar = chart.bars[3];
    QCOMPARE(bar.name, QStringLiteral("Expansion"));
    QCOMPARE(bar.note, QStringLiteral("4 accounts"));
    const QStringList amounts = bar.details.split(QLatin1Char('\n')).mid(1);
    const auto named = [&](const char* id, const char* amount) {
        return QString::fromStdString(portfolio.text(portfolio.account(*portfolio.findAccount(id)).name)) +
            QStringLiteral("  ") + QLatin1String(amount);
    };
    QCOMPARE(amounts, (QStringList{named("b", "$25"), named("a", "$20"), named("c", "$20")}));
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
    // What is drawn is bounded by the width of the plot, not by the number of facts: meetings and four rows of tickets,
    // at most one shape in three pixels each, with its label and its line.
    for (const double zoom : {1.0, 0.5, 0.1}) {
        chart.zoom(zoom, 0.5);
        CountingDevice device({1240, 460});
        QPainter painter(&device);
        ChartRegions regions;
        chart.paint(painter, QRectF(0, 0, 1240, 460), {Tokens::light(), 13, false}, &regions);
        painter.end();
        QVERIFY2(device.shapes() > 100, qPrintable(QString::number(device.shapes())));
        QVERIFY2(device.shapes() < 3000, qPrintable(QString::number(device.shapes())));
        QVERIFY(regions.size() < 3000);
    }
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

namespace {

// An account with something in every lane, crowded where labels like to meet: around D and on one day.
PortfolioPtr crowdedAccount()
{
    PortfolioBuilder book;
    book.account("acme", "name=Acme, start_date=2023-01-01, renewal_date=2025-08-21");
    book.subscription("acme", "2023-01-01", "2024-10-01", "820000");
    book.subscription("acme", "2024-10-01", "2025-08-21", "964000");
    std::vector<std::int64_t> users;
    for (int week = 0; week < 110; ++week)
        users.push_back(week < 80 ? 300 + week : 380 - (week - 80) * 9);
    book.weeklyUsage("acme", "2023-05-29", users, "seats=380");
    for (int i = 0; i < 14; ++i) {
        const std::string on = reviewDay.addDays(-i * 9).toIso(), at = reviewDay.addDays(-i * 40).toIso();
        const std::string n = std::to_string(i);
        book.row("milestones",
            "account_id=acme, name=Connect the claims archive " + n + ", planned_date=" + at +
                (i % 3 ? ", completed_date=" + reviewDay.addDays(-i * 40 + 12).toIso() : ""));
        book.row("outcomes",
            "account_id=acme, name=Claim time " + n + ", baseline=20, target=8, current=15, agreed_date=" + at +
                ", due_date=" + reviewDay.addDays(200 - i * 40).toIso() + ", measured_date=" + on);
        book.row("interactions", "account_id=acme, date=" + on + ", kind=qbr, sponsor_attended=true");
        book.row("tickets", "account_id=acme, opened_date=" + on + ", escalated=true, subject=Export fails");
        book.row("surveys",
            "account_id=acme, date=" + on + ", kind=nps, score=" + std::to_string(i % 11) + ", respondent=r" + n);
        book.row("contacts",
            "account_id=acme, name=Ada Lind " + n + ", role=champion, joined_date=" + at + ", left_date=" + on);
        book.row("invoices",
            "account_id=acme, invoice_id=I" + n + ", issued_date=" + at + ", due_date=" + at + ", amount=100" +
                (i % 2 ? ", paid_date=" + reviewDay.addDays(-i * 40 + 36).toIso() : ""));
        book.row("signals", "account_id=acme, date=" + on + ", kind=new_region, note=opens a region");
    }
    return book.build();
}

std::vector<CountingDevice::Text> textsOf(const Chart& chart, const QSize& size)
{
    CountingDevice device(size);
    QPainter painter(&device);
    chart.paint(painter, QRectF(QPointF(0, 0), size), {Tokens::light(), 13, false}, nullptr);
    painter.end();
    return device.texts();
}

} // namespace

void ChartsTest::labelsOfTheTimelineNeverOverlap()
{
    const ReviewBundle review = bundleOf(crowdedAccount(), reviewDay);
    TimelineChart chart = timelineChart(review, AccountId{0});
    for (std::size_t lane = 0; lane < timelineLaneCount; ++lane) {
        if (lane > static_cast<std::size_t>(TimelineLane::Usage))
            QVERIFY2(!chart.items[lane].empty(), qPrintable(titleOf(static_cast<TimelineLane>(lane))));
    }
    const ChartStyle style{Tokens::light(), 13, false};
    for (const int width : {420, 720, 1240, 1800}) {
        chart.showAll();
        const QSize size(width, static_cast<int>(chart.heightFor(width, style)));
        for (int step = 0; step < 14; ++step) {
            const QStringList overlaps = overlapsOf(textsOf(chart, size));
            QVERIFY2(overlaps.isEmpty(),
                qPrintable(QStringLiteral("width %1, step %2: ").arg(width).arg(step) + overlaps.join(u'\n')));
            if (step < 8)
                chart.zoom(0.75, 0.9);
            else
                chart.pan(-0.17);
        }
    }
}

void ChartsTest::labelsOfNoChartOverlap()
{
    const ReviewBundle review = movedBook();
    const WaterfallChart net = netWaterfall(review.result());
    TrendChart trend;
    trend.points = holdfast::trend(*review.result().context, 24);
    const RenewalChart renewals = renewalChart(review.result());
    const ZoneChart zones = zoneChart(review.result(), {});
    const DriverChart drivers = driverChart(review.result(), 12);
    CohortChart cohorts;
    cohorts.rows = cohortGrid(*review.result().context);
    const std::pair<const char*, const Chart*> charts[] = {{"waterfall", &net}, {"trend", &trend},
        {"renewals", &renewals}, {"zones", &zones}, {"drivers", &drivers}, {"cohorts", &cohorts}};
    for (const auto& [name, chart] : charts) {
        for (const QSize size : {QSize(560, 300), QSize(900, 320), QSize(1240, 420)}) {
            const QStringList overlaps = overlapsOf(textsOf(*chart, size));
            QVERIFY2(overlaps.isEmpty(),
                qPrintable(
                    QString::fromLatin1(name) + QStringLiteral(" at %1: ").arg(size.width()) + overlaps.join(u'\n')));
        }
    }
}

void ChartsTest::aFactOfTheTimelineKnowsItsRow()
{
    const ReviewBundle review = bundleOf(crowdedAccount(), reviewDay);
    const TimelineChart chart = timelineChart(review, AccountId{0});
    int facts = 0;
    for (const ChartRegion& region : painted(chart, {1240, 600})) {
        if (region.target.kind != ChartTarget::Kind::Fact || !region.target.dataset ||
            *region.target.dataset == DatasetId::Usage || *region.target.dataset == DatasetId::Subscriptions)
            continue;
        ++facts;
        QVERIFY2(region.target.file >= 0, qPrintable(region.title));
        QVERIFY(region.details.contains(QString::number(region.target.line)));
    }
    QVERIFY(facts > 20);
}

void ChartsTest::timelineWheelZoomsAboutThePointerDragPansAndKeysDoBoth()
{
    const ReviewBundle review = bundleOf(crowdedAccount(), reviewDay);
    const auto chart = std::make_shared<TimelineChart>(timelineChart(review, AccountId{0}));
    TimelineView view;
    view.resize(1240, 600);
    view.setTimeline(chart);
    chart->showAll();
    const double from = chart->viewFrom, to = chart->viewTo;
    const QRectF plot = TimelineChart::plotOf(QRectF(view.rect()).adjusted(2, 2, -2, -2), view.style());
    const QPointF pointer(plot.left() + plot.width() * 0.25, 200);
    const double under = from + (to - from) * 0.25;
    QWheelEvent wheel(
        pointer, view.mapToGlobal(pointer), {}, QPoint(0, 120), Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&view, &wheel);
    QVERIFY(chart->viewTo - chart->viewFrom < (to - from) * 0.9);
    // The day under the pointer stays under it.
    QVERIFY(qAbs(chart->viewFrom + (chart->viewTo - chart->viewFrom) * 0.25 - under) < 0.001);

    const double before = chart->viewFrom;
    QTest::mousePress(&view, Qt::LeftButton, {}, QPoint(700, 300));
    QMouseEvent move(QEvent::MouseMove, QPointF(640, 300), view.mapToGlobal(QPointF(640, 300)), Qt::NoButton,
        Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&view, &move);
    QSignalSpy clicks(&view, &ChartView::clicked);
    QTest::mouseRelease(&view, Qt::LeftButton, {}, QPoint(640, 300));
    QVERIFY(chart->viewFrom > before); // dragged to the left: later days come in
    QCOMPARE(clicks.size(), 0); // a drag is no click

    const double length = chart->viewTo - chart->viewFrom;
    QTest::keyClick(&view, Qt::Key_Plus);
    QVERIFY(chart->viewTo - chart->viewFrom < length);
    QTest::keyClick(&view, Qt::Key_0);
    QCOMPARE(chart->viewFrom, from);
    QCOMPARE(chart->viewTo, to);
    QTest::keyClick(&view, Qt::Key_Home);
    QVERIFY(view.focusedRegion() >= 0);
}

void ChartsTest::picturesAreSharpOnEveryScreen()
{
    for (const double ratio : {1.0, 1.5, 2.0}) {
        const QPixmap mark = markPixmap(Mark::AtRisk, 14, ratio, Tokens::light());
        QCOMPARE(mark.width(), qCeil(14 * ratio));
        QCOMPARE(mark.devicePixelRatio(), ratio);
        const QPixmap line = iconPixmap(QStringLiteral("zones"), 16, ratio, Qt::black);
        QCOMPARE(line.width(), qRound(16 * ratio));
        QCOMPARE(line.devicePixelRatio(), ratio);
        // An icon of a button gives as many pixels as the screen has.
        const QPixmap made = icon(QStringLiteral("zones"), Qt::black).pixmap(QSize(16, 16), ratio);
        QCOMPARE(made.width(), qRound(16 * ratio));
        // No pixmap of another screen answers: each is drawn anew, not scaled.
        QCOMPARE(made.toImage().convertToFormat(QImage::Format_ARGB32_Premultiplied),
            line.toImage().convertToFormat(QImage::Format_ARGB32_Premultiplied));
    }
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
