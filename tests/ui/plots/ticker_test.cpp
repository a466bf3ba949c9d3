#undef QT_NO_KEYWORDS // which qcustomplot.h speaks
#include "ui/plots/breakeven_chart.h"
#include "ui/plots/ticker.h"

#include <gtest/gtest.h>
#include <qcustomplot.h>

namespace coldframe::ui {
namespace {

std::string text(Quantity quantity, double value, double step) {
  return tickText(quantity, value, step).toStdString();
}

TEST(Ticker, TellsTimeAsPeopleDo) {
  EXPECT_EQ(text(Quantity::Time, 0, 10), "0");
  EXPECT_EQ(text(Quantity::Time, 0.35, 0.05), "350 ms");
  EXPECT_EQ(text(Quantity::Time, 0.00035, 0.00005), "350 µs");
  EXPECT_EQ(text(Quantity::Time, 1.25, 0.05), "1.25 s");
  EXPECT_EQ(text(Quantity::Time, 45, 15), "45 s");
  EXPECT_EQ(text(Quantity::Time, 60, 15), "1 min");
  EXPECT_EQ(text(Quantity::Time, 271, 1), "4 min 31 s");
  EXPECT_EQ(text(Quantity::Time, 271.25, 0.05), "4 min 31.25 s");
  EXPECT_EQ(text(Quantity::Time, 48'780, 60), "13 h 33 min");
  EXPECT_EQ(text(Quantity::Time, 59.99999999, 10), "1 min");
  EXPECT_EQ(text(Quantity::Time, 3 * 86'400 + 7200, 3600), "3 d 2 h");
  EXPECT_EQ(text(Quantity::Time, -15, 15), "−15 s");
}

TEST(Ticker, CountsMoneyToWhatTheStepSupports) {
  EXPECT_EQ(text(Quantity::Money, 0.000021, 0.000001), "$0.000021");
  EXPECT_EQ(text(Quantity::Money, 581, 100), "$581");
  EXPECT_EQ(text(Quantity::Money, 0.5, 0.5), "$0.50");
  EXPECT_EQ(text(Quantity::Money, 12'500, 2500), "$12,500");
  EXPECT_EQ(text(Quantity::Money, -3, 1), "−$3");
}

TEST(Ticker, SetsThousandsApartAndSaysPercent) {
  EXPECT_EQ(text(Quantity::Count, 12'340, 10), "12,340");
  EXPECT_EQ(text(Quantity::Share, 0.125, 0.005), "12.5 %");
  EXPECT_EQ(text(Quantity::Memory, 1536, 512), "1,536 MB");
  EXPECT_EQ(text(Quantity::Number, -0.00000001, 0.5), "0.0");
}

TEST(Ticker, StepsAreRoundInTheQuantitysOwnWay) {
  EXPECT_EQ(roundStep(Quantity::Time, 0.03), 0.05);
  EXPECT_EQ(roundStep(Quantity::Time, 7), 10);
  EXPECT_EQ(roundStep(Quantity::Time, 11), 15);
  EXPECT_EQ(roundStep(Quantity::Time, 45), 60);
  EXPECT_EQ(roundStep(Quantity::Time, 5000), 7200);
  EXPECT_EQ(roundStep(Quantity::Time, 400'000), 5 * 86'400);
  EXPECT_EQ(roundStep(Quantity::Count, 0.2), 1);
  EXPECT_EQ(roundStep(Quantity::Memory, 300), 512);
  EXPECT_NEAR(roundStep(Quantity::Money, 0.0000013), 0.000002, 1e-18);
}

TEST(Ticker, AHeightThatIsAskedForFewMarksHasOneAboveNothing) {
  const auto ticker = makeTicker(Quantity::Count);
  ticker->setTickCount(2);
  for (const double most : {3.0, 4.3, 21.0, 43.2, 97.0, 420.0}) {
    QVector<double> ticks;
    const QCPRange range(0, most);
    ticker->generate(range, QLocale::c(), u'g', 6, ticks, nullptr, nullptr);
    EXPECT_GE(std::ranges::count_if(ticks, [&](double tick) { return tick > 0 && range.contains(tick); }), 1) << most;
  }
}

TEST(Ticker, ALogarithmicAxisWithinADecadeHasMarksOfItsOwn) {
  const auto ticker = makeLogTicker(Quantity::Money, 100, QStringLiteral("no bill"));
  for (const double most : {450.0, 700.0, 999.0, 4000.0, 2e6}) {
    QVector<double> ticks;
    QVector<QString> labels;
    const QCPRange range(90, most);
    ticker->generate(range, QLocale::c(), u'g', 6, ticks, nullptr, &labels);
    ASSERT_FALSE(labels.isEmpty()) << most;
    EXPECT_EQ(labels.front(), QStringLiteral("no bill")) << most;
    EXPECT_GE(std::ranges::count_if(ticks, [&](double tick) { return tick >= 300 && range.contains(tick); }), 2)
        << most;
  }
}

TEST(Ticker, PowersOfTenGiveWayWhereAChartIsLow) {
  BreakevenChart chart;
  BreakevenCurves curves;
  for (BreakevenCurve& curve : curves.curves)
    curve.points = {{1, 0.002, 0.002, 0.002}, {1000, 5000, 5000, 5000}};
  chart.setCurves(curves);
  const auto marks = [&chart](int height) {
    chart.resize(400, height);
    chart.grab(); // laid out and drawn
    chart.canvas().replot();
    const QCPAxis& up = *chart.canvas().yAxis;
    return std::ranges::count_if(up.tickVector(), [&](double tick) { return up.range().contains(tick); });
  };
  const auto low = marks(150);
  EXPECT_GE(low, 2);
  EXPECT_GT(marks(600), low);
}

} // namespace
} // namespace coldframe::ui
