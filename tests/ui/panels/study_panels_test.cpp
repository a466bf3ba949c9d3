// The panels that ask a study: asked when looked at, of the scenario as it is, and what they find can be used.
#include "ui/panels/batch_memory_panel.h"
#include "ui/panels/breakeven_view.h"
#include "ui/panels/fit_panel.h"
#include "ui/panels/month_panel.h"
#include "ui/panels/replay_run.h"
#include "ui/panels/sensitivity_panel.h"
#include "ui/panels/workbench.h"
#include "ui/plots/breakeven_chart.h"
#include "ui/plots/calendar_heat.h"
#include "ui/plots/fit_chart.h"
#include "ui/plots/size_chart.h"
#include "ui/plots/tornado_chart.h"

#include <gtest/gtest.h>

#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QPushButton>
#include <QSlider>
#include <QSpinBox>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

namespace coldframe::ui {
namespace {

constexpr int kPatienceMs = 120'000;

template <class Shown>
struct Studied : testing::Test {
  Workbench bench{Catalogue::builtIn()};
  Shown panel{bench};

  bool open(const char* scenario) {
    panel.resize(1000, 700);
    panel.show();
    if (!bench.document().open(QString::fromLatin1(scenario)))
      return false;
    bench.compareNow();
    return QTest::qWaitFor([this] { return bench.compared().comparison && !panel.isBusy(); }, kPatienceMs) && settled();
  }
  bool settled() {
    return QTest::qWaitFor([this] { return !panel.isBusy() && !bench.comparisonJob().background().isBusy(); },
                           kPatienceMs);
  }
  QString said() {
    QStringList all;
    for (const QLabel* label : panel.template findChildren<QLabel*>())
      all << label->text();
    return all.join(u'\n');
  }
};

using BatchAndMemory = Studied<BatchMemoryPanel>;

TEST_F(BatchAndMemory, RecommendsABatchAndPutsItIntoTheScenario) {
  ASSERT_TRUE(open("scrape-pages"));
  const auto* study = std::get_if<BatchStudy>(&panel.study());
  ASSERT_NE(study, nullptr);
  EXPECT_EQ(study->platform, "lambda") << "the first function";
  EXPECT_EQ(study->bounds.oneWave, 28);
  EXPECT_EQ(study->bounds.byPlatformCap, 66);
  ASSERT_TRUE(study->choice.recommended.has_value());
  EXPECT_EQ(panel.shown(), *study->choice.recommended) << "is looked at first";

  auto* slider = panel.findChild<QSlider*>(QStringLiteral("size"));
  QTest::keyClick(slider, Qt::Key_Left);
  EXPECT_EQ(panel.shown(), *study->choice.recommended - 1);
  const std::int64_t looked = study->points[panel.shown()].batch;
  EXPECT_TRUE(said().contains(QStringLiteral("%1 in a batch").arg(looked))) << said().toStdString();
  QTest::mouseClick(panel.findChild<QPushButton*>(QStringLiteral("use")), Qt::LeftButton);
  EXPECT_EQ(findByPointer(bench.document().root(), "/workload/batch")->asNumber(), static_cast<double>(looked));
  EXPECT_EQ(bench.document().undoStack()->undoText(), QStringLiteral("change of batch size"));
  bench.document().undoStack()->undo();
  EXPECT_EQ(findByPointer(bench.document().root(), "/workload/batch")->asNumber(), 40);
}

TEST_F(BatchAndMemory, FollowsTheScenario) {
  ASSERT_TRUE(open("carrots"));
  const auto items = [this] { return std::get<BatchStudy>(panel.study()).items; };
  EXPECT_EQ(items(), 80);
  bench.document().edit("/workload/items", JsonNode::integer(160), QStringLiteral("items"));
  ASSERT_TRUE(QTest::qWaitFor([&] { return !panel.isBusy() && items() == 160; }, kPatienceMs));
}

TEST_F(BatchAndMemory, ChoosesMemoryToo) {
  ASSERT_TRUE(open("carrots"));
  panel.setQuestion(BatchMemoryPanel::Question::Memory);
  ASSERT_TRUE(settled());
  const auto* study = std::get_if<MemoryStudy>(&panel.study());
  ASSERT_NE(study, nullptr);
  EXPECT_EQ(panel.chart().curves().present, 1792);
  panel.lookAt(0);
  panel.useShown();
  EXPECT_EQ(findByPointer(bench.document().root(), "/platforms/4/memory")->asString(),
            "128 MB"); // lambda is the fifth platform
}

TEST_F(BatchAndMemory, AskAStreamOnlyForItsMemory) {
  ASSERT_TRUE(open("weather-bot"));
  EXPECT_EQ(panel.question(), BatchMemoryPanel::Question::Memory);
  EXPECT_FALSE(panel.findChild<QComboBox*>(QStringLiteral("question"))->isEnabled());
  EXPECT_NE(std::get_if<MemoryStudy>(&panel.study()), nullptr);
}

TEST_F(BatchAndMemory, MayBeStoppedAndClosedWhileBusy) {
  panel.show();
  ASSERT_TRUE(bench.document().open(QStringLiteral("black-scholes")).has_value());
  bench.compareNow();
  ASSERT_TRUE(QTest::qWaitFor([this] { return panel.isBusy(); }, kPatienceMs));
  auto* stop = panel.findChild<QToolButton*>(QStringLiteral("stop"));
  EXPECT_TRUE(stop->isVisible());
  QTest::mouseClick(stop, Qt::LeftButton);
  ASSERT_TRUE(QTest::qWaitFor([this] { return !panel.isBusy(); }, kPatienceMs));
  panel.setQuestion(BatchMemoryPanel::Question::Memory); // begins again, and the panel ends while it runs
}

using SensitivityAsked = Studied<SensitivityPanel>;

TEST_F(SensitivityAsked, ShowsWhatTheAnswerHangsOn) {
  ASSERT_TRUE(open("carrots"));
  ASSERT_TRUE(panel.study().has_value());
  EXPECT_EQ(panel.study()->answer, "lambda");
  ASSERT_FALSE(panel.chart().rows().empty());
  for (const TornadoRow& row : panel.chart().rows())
    EXPECT_TRUE(row.flips || row.costLo || row.costHi || row.timeLo || row.timeHi) << row.input.toStdString();
  EXPECT_GT(panel.findChild<QTableView*>()->model()->rowCount(), 3);
  EXPECT_TRUE(said().contains(QStringLiteral("The answer is lambda"))) << said().toStdString();
  auto* range = panel.findChild<QSpinBox*>(QStringLiteral("range"));
  range->setValue(40);
  ASSERT_TRUE(settled());
  EXPECT_DOUBLE_EQ(panel.study()->range, 0.4);
}

// A small log as Lambda writes it: calls of 1 to 2 s, the first of them cold.
QString smallLog(const QTemporaryDir& folder) {
  QFile file(folder.filePath(QStringLiteral("calls.txt")));
  EXPECT_TRUE(file.open(QIODevice::WriteOnly));
  for (int i = 0; i < 60; ++i)
    file.write(
        QStringLiteral("2022-06-01T00:%1:00.000Z REPORT RequestId: 00000000-0000-0000-0000-0000000000%1\t"
                       "Duration: %2 ms\tBilled Duration: %2 ms\tMemory Size: 512 MB\tMax Memory Used: 60 MB%3\n")
            .arg(i, 2, 10, QLatin1Char('0'))
            .arg(1000 + (i * 37) % 1000)
            .arg(i == 0 ? QStringLiteral("\tInit Duration: 200.00 ms") : QString())
            .toUtf8());
  return file.fileName();
}

TEST(FitOfARun, ShowsWhatWasLearntAndMakesAScenario) {
  Workbench bench{Catalogue::builtIn()};
  FitPanel panel{bench};
  QTemporaryDir folder;
  panel.openTrace(smallLog(folder));
  EXPECT_EQ(panel.learnt(), nullptr) << "nobody looks yet";
  panel.show();
  ASSERT_TRUE(QTest::qWaitFor([&] { return panel.learnt() != nullptr && !panel.isBusy(); }, kPatienceMs));
  const FitPart* duration = panel.learnt()->fit.find("duration");
  ASSERT_NE(duration, nullptr);
  EXPECT_TRUE(duration->identified()) << duration->why;
  EXPECT_EQ(panel.chart().times().sample.size(), 60u);
  panel.showPart(QStringLiteral("polling"));
  EXPECT_TRUE(panel.findChild<QLabel*>(QStringLiteral("note"))->text().startsWith(QStringLiteral("Not known: ")));
  QTest::mouseClick(panel.findChild<QPushButton*>(QStringLiteral("make")), Qt::LeftButton);
  ASSERT_NE(bench.document().scenario(), nullptr) << bench.document().text().toStdString();
  const JsonNode* arrivals = findByPointer(bench.document().root(), "/workload/arrivals/at");
  ASSERT_NE(arrivals, nullptr) << bench.document().text().toStdString();
  EXPECT_EQ(arrivals->size(), 60u);
  EXPECT_EQ(findByPointer(bench.document().root(), "/platforms/0/memory")->asString(), "512 MB");
}

TEST(FitOfARun, JoinsTheTimesOfSeveralRuns) {
  Workbench bench{Catalogue::builtIn()};
  FitPanel panel{bench};
  const QTemporaryDir first;
  const QTemporaryDir second;
  const auto learnt = [&panel](std::size_t runs) {
    return QTest::qWaitFor(
        [&] { return panel.learnt() != nullptr && panel.learnt()->runs.size() == runs && !panel.isBusy(); },
        kPatienceMs);
  };
  panel.show();
  panel.openTrace(smallLog(first));
  ASSERT_TRUE(learnt(1));
  const double alone = panel.learnt()->fit.find("duration")->figures.front().standardError;
  panel.addTraces({smallLog(second), smallLog(first)});
  ASSERT_TRUE(learnt(2)) << "the same file again is no other run";
  EXPECT_EQ(panel.chart().times().sample.size(), 120u);
  EXPECT_EQ(panel.findChild<QLabel*>(QStringLiteral("runs"))->text(), QStringLiteral("2 runs"));
  EXPECT_LT(panel.learnt()->fit.find("duration")->figures.front().standardError, alone);
  panel.openTrace(smallLog(second));
  ASSERT_TRUE(learnt(1));
  EXPECT_EQ(panel.traces().size(), 1);
}

TEST(FitOfARun, SaysWhatIsWrongWithAFile) {
  Workbench bench{Catalogue::builtIn()};
  FitPanel panel{bench};
  QTemporaryDir folder;
  QFile file(folder.filePath(QStringLiteral("no.log")));
  ASSERT_TRUE(file.open(QIODevice::WriteOnly));
  file.write("nothing of this is a call\n");
  file.close();
  panel.show();
  panel.openTrace(file.fileName());
  ASSERT_TRUE(QTest::qWaitFor([&] { return !panel.isBusy(); }, kPatienceMs));
  EXPECT_EQ(panel.learnt(), nullptr);
  QStringList said;
  for (const QLabel* label : panel.findChildren<QLabel*>())
    said << label->text();
  EXPECT_TRUE(said.join(u' ').contains(QStringLiteral("no.log was not read"))) << said.join(u' ').toStdString();
}

TEST(LooksLikeATrace, GoesByWhatTheFileHolds) {
  QTemporaryDir folder;
  EXPECT_TRUE(looksLikeTrace(smallLog(folder)));
  QFile scenario(folder.filePath(QStringLiteral("mine.json")));
  ASSERT_TRUE(scenario.open(QIODevice::WriteOnly));
  scenario.write(R"({"schema": "coldframe.scenario/1", "name": "Mine"})");
  scenario.close();
  EXPECT_FALSE(looksLikeTrace(scenario.fileName()));
}

using MonthAsked = Studied<MonthPanel>;

TEST_F(MonthAsked, ShowsEveryHourEveryDayAndTheBreakEven) {
  ASSERT_TRUE(open("carrots"));
  ASSERT_TRUE(panel.study().has_value());
  ASSERT_NE(panel.shown(), nullptr);
  EXPECT_EQ(panel.shown()->outcome.id, "lambda") << "the first function";
  EXPECT_EQ(panel.findChild<CalendarHeat*>()->days(), panel.shown()->days.size());
  ASSERT_TRUE(panel.breakEven().study().has_value());
  EXPECT_EQ(panel.breakEven().study()->a, "lambda");
  EXPECT_EQ(panel.breakEven().study()->over, "runs");
  const BreakevenCurves& curves = panel.findChild<BreakevenChart*>()->curves();
  EXPECT_EQ(curves.today, 20);
  EXPECT_FALSE(curves.curves[0].points.empty());
  panel.showPlatform(QStringLiteral("box"));
  ASSERT_TRUE(settled());
  EXPECT_EQ(panel.breakEven().study()->a, "box");
}

// What comes by a schedule has no rate to change, but still takes longer or shorter.
TEST_F(MonthAsked, OffersTheQuantitiesThatTheScenarioHas) {
  ASSERT_TRUE(open("weather-bot"));
  ASSERT_TRUE(panel.breakEven().study().has_value());
  EXPECT_EQ(panel.breakEven().study()->over, "duration");
  EXPECT_EQ(panel.findChild<BreakevenChart*>()->curves().quantity, QStringLiteral("mean running time, s"));
  const auto* over = panel.findChild<QComboBox*>(QStringLiteral("over"));
  ASSERT_NE(over, nullptr);
  EXPECT_EQ(over->count(), 1);
}

} // namespace
} // namespace coldframe::ui
