#include "tests/ui/patience.h"
#include "ui/panels/compare_panel.h"
#include "ui/panels/workbench.h"
#include "ui/plots/bar_strips.h"
#include "ui/plots/cost_time_plot.h"

#include <gtest/gtest.h>

#include <QFileInfo>
#include <QLabel>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <memory>

namespace coldframe::ui {
namespace {

// One comparison for all, each test with a panel of its own.
struct Compare : testing::Test {
  static inline std::unique_ptr<Workbench> s_bench;
  Workbench& bench = *s_bench;
  ComparePanel panel{bench};

  static void SetUpTestSuite() {
    s_bench = std::make_unique<Workbench>(Catalogue::builtIn());
    ASSERT_TRUE(s_bench->document().open(QStringLiteral("scrape-pages")).has_value());
    ASSERT_TRUE(QTest::qWaitFor([] { return s_bench->compared().comparison != nullptr; }, kPatienceMs));
    s_bench->comparisonJob().cancel(); // as it came first: nothing more will change it
    ASSERT_TRUE(QTest::qWaitFor([] { return !s_bench->comparisonJob().background().isBusy(); }, kPatienceMs));
  }
  static void TearDownTestSuite() { s_bench.reset(); }

  void SetUp() override {
    panel.resize(900, 700);
    panel.show();
    Q_EMIT bench.comparedChanged();
  }
};

TEST_F(Compare, OpensWithTheAnswerInASentence) {
  QStringList said;
  for (const QLabel* label : panel.findChildren<QLabel*>())
    said += label->text();
  EXPECT_TRUE(said.join(u' ').contains(QStringLiteral("Fastest: lambda")));
}

TEST_F(Compare, RowsOfTheTableAndTheSelectionAreOne) {
  auto* table = panel.findChild<QTableView*>();
  ASSERT_EQ(table->model()->rowCount(), 4);
  table->selectRow(3);
  EXPECT_EQ(bench.selectedPlatform(), table->model()->index(3, 0).data().toString());
  bench.selectPlatform(table->model()->index(1, 0).data().toString());
  EXPECT_EQ(table->currentIndex().row(), 1);
}

TEST_F(Compare, VerdictsStandInWholeLinesAndPlatformsOfTheSameOneShareIt) {
  const QString said = panel.findChild<QLabel*>(QStringLiteral("verdicts"))->text();
  const auto& platforms = bench.compared().comparison->platforms;
  for (const Outcome& outcome : platforms) {
    EXPECT_TRUE(said.contains(QString::fromStdString(outcome.id))) << outcome.id;
    EXPECT_EQ(said.count(QString::fromStdString(outcome.verdict + "\n")) +
                  (said.endsWith(QString::fromStdString(outcome.verdict)) ? 1 : 0),
              1)
        << said.toStdString();
  }
  const auto* table = panel.findChild<QTableView*>();
  for (int column = 0; column < table->model()->columnCount(); ++column)
    EXPECT_EQ(table->isColumnHidden(column),
              table->model()->headerData(column, Qt::Horizontal).toString() == u"verdict");
}

TEST_F(Compare, TheTableTwinCanBePutAway) {
  auto* table = panel.findChild<QTableView*>();
  auto* toggle = panel.findChild<QToolButton*>(QStringLiteral("table-toggle"));
  EXPECT_TRUE(table->isVisible());
  toggle->click();
  EXPECT_FALSE(table->isVisible());
}

TEST_F(Compare, EveryChartLeavesAsPictureVectorAndDocument) {
  QTemporaryDir folder;
  for (const Exportable& item : panel.exportables())
    for (const char* ending : {".png", ".svg", ".pdf"})
      if (item.chart) {
        const QString file = folder.filePath(item.name + QLatin1String(ending));
        EXPECT_TRUE(item.chart(file)) << file.toStdString();
        EXPECT_GT(QFileInfo(file).size(), 1000);
      }
  const Exportable first = panel.exportables().front();
  ASSERT_TRUE(first.chart);
  EXPECT_FALSE(first.chart(folder.filePath(QStringLiteral("no/such/folder/chart.png"))));
}

TEST_F(Compare, ChartsFollowThePalette) {
  auto* chart = panel.findChild<CostTimePlot*>();
  const QColor light = chart->theme().background;
  QPalette palette = paletteOf(Theme::forDark());
  chart->setPalette(palette);
  QCoreApplication::processEvents();
  EXPECT_NE(chart->theme().background, light);
  EXPECT_LT(chart->grab().toImage().pixelColor(3, 3).lightness(), 80);
}

} // namespace
} // namespace coldframe::ui
