// The replay, driven by hand and by a clock that the test turns.
#include "sim/trace/trace_builder.h"
#include "tests/ui/patience.h"
#include "ui/document/text.h"
#include "ui/panels/replay_panel.h"
#include "ui/panels/replay_text.h"
#include "ui/panels/workbench.h"
#include "ui/plots/motion.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

namespace coldframe::ui {
namespace {

std::shared_ptr<const Trace> stairs(int calls) {
  TraceBuilder builder;
  for (int i = 0; i < calls; ++i) {
    TraceRow row;
    row.set(Count::Call, i);
    row.set(Count::Environment, i % 4);
    row.set(Count::Memory, std::int64_t{1} << 30);
    row.set(Stamp::Submit, SimTime::at(Duration::seconds(i)));
    row.set(Stamp::Start, SimTime::at(Duration::seconds(i + 1)));
    row.set(Stamp::End, SimTime::at(Duration::seconds(i + 5)));
    row.cold = Cold::No;
    builder.append(row);
  }
  return std::make_shared<const Trace>(builder.build());
}

struct Replay : testing::Test {
  Workbench bench{Catalogue::builtIn()};
  ReplayPanel panel{bench};

  void SetUp() override {
    panel.resize(1000, 700);
    panel.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&panel));
  }
  bool settled() {
    return QTest::qWaitFor([this] { return panel.run() != nullptr && !panel.isBusy(); }, kPatienceMs);
  }
  void pointAt(double seconds, double lane) {
    QApplication::processEvents();
    QWidget* canvas = panel.plot().childAt(panel.plot().rect().center());
    const QPointF at = panel.plot().positionOf(seconds, lane);
    QMouseEvent move(QEvent::MouseMove, at, canvas->mapToGlobal(at), Qt::NoButton, Qt::NoButton, Qt::NoModifier);
    QCoreApplication::sendEvent(canvas, &move);
  }
};

TEST_F(Replay, SaysAboutTheCallPointedAtWhatItDidAndWhatItCost) {
  panel.showTrace(stairs(20), QStringLiteral("stairs"));
  ASSERT_TRUE(settled());
  pointAt(12.5, 10.5);
  EXPECT_EQ(panel.detail(),
            QStringLiteral("call 10 · environment 2 · warm\n"
                           "waiting 1.00 s · running 4.00 s — 5.00 s in all · 4 GB-s, 5.0 % of the bill"));
}

TEST_F(Replay, SaysTheInstantUnderThePointerBelowTheSpans) {
  panel.showTrace(stairs(20), QStringLiteral("stairs"));
  ASSERT_TRUE(settled());
  QApplication::processEvents();
  EXPECT_EQ(instantText(*panel.run(), 10.25), QStringLiteral("at 10.2 s: 4 running, 1 waiting, 24 GB-s so far"));
  EXPECT_EQ(stretchText(*panel.run(), 1.5, 10.25),
            QStringLiteral("1.50 s → 10.2 s: 8.75 s · running +3 · waiting +0 · cost +24 GB-s"));
}

TEST_F(Replay, PlayingMovesThePlayheadWithTheClockAndStopsAtTheEnd) {
  panel.showTrace(stairs(20), QStringLiteral("stairs"));
  ASSERT_TRUE(settled());
  panel.clock().setSpeed({4, 0});
  QTest::mouseClick(panel.findChild<QToolButton*>(QStringLiteral("play")), Qt::LeftButton);
  ASSERT_TRUE(panel.clock().isPlaying());
  EXPECT_EQ(panel.axis().playhead(), 0); // it stood at the end
  panel.clock().advance(1.5);
  EXPECT_DOUBLE_EQ(panel.axis().playhead(), 6);
  EXPECT_EQ(panel.findChild<QSlider*>(QStringLiteral("scrub"))->value(), 2500);
  panel.clock().advance(100);
  EXPECT_EQ(panel.axis().playhead(), 24);
  EXPECT_FALSE(panel.clock().isPlaying());
  panel.clock().advance(1);
  EXPECT_EQ(panel.axis().playhead(), 24);
}

TEST_F(Replay, WhereMotionIsReducedItPlaysInStepsAndArrivesAllTheSame) {
  panel.showTrace(stairs(20), QStringLiteral("stairs"));
  ASSERT_TRUE(settled());
  reduceMotion(true);
  panel.clock().setSpeed({0, 1.2}); // the whole run
  QSignalSpy moved(&panel.axis(), &TimeAxis::playheadChanged);
  panel.clock().play();
  ASSERT_TRUE(QTest::qWaitFor([&] { return !panel.clock().isPlaying(); }, kPatienceMs));
  EXPECT_EQ(panel.axis().playhead(), 24);
  EXPECT_LE(moved.count(), 4); // one to the beginning, then every half second
  reduceMotion(std::nullopt);
}

TEST_F(Replay, TheSliderScrubsAndStepsGoFromChangeToChange) {
  panel.showTrace(stairs(20), QStringLiteral("stairs"));
  ASSERT_TRUE(settled());
  panel.findChild<QSlider*>(QStringLiteral("scrub"))->setValue(5000);
  EXPECT_DOUBLE_EQ(panel.axis().playhead(), 12);
  QTest::keyClick(&panel, Qt::Key_Period);
  EXPECT_DOUBLE_EQ(panel.axis().playhead(), 13);
  QTest::keyClick(&panel, Qt::Key_Comma);
  EXPECT_DOUBLE_EQ(panel.axis().playhead(), 12);
}

TEST_F(Replay, LinesCanBeEnvironmentsAndStatesFilteredOut) {
  panel.showTrace(stairs(20), QStringLiteral("stairs"));
  ASSERT_TRUE(settled());
  EXPECT_EQ(panel.plot().endLane(), 20);
  panel.findChild<QComboBox*>(QStringLiteral("lanes"))->setCurrentIndex(1);
  ASSERT_TRUE(settled());
  EXPECT_EQ(panel.plot().endLane(), 4);
  EXPECT_EQ(panel.lanes().lanes, LaneKind::Environment);
}

TEST_F(Replay, ShowsThePlatformOfTheComparisonAndAnotherBesideIt) {
  ASSERT_TRUE(bench.document().open(QStringLiteral("carrots")).has_value());
  ASSERT_TRUE(QTest::qWaitFor([this] { return bench.compared().comparison != nullptr; }, kPatienceMs));
  panel.showPlatform(QStringLiteral("eight"));
  ASSERT_TRUE(settled());
  EXPECT_EQ(panel.run()->trace->rows(), 8u);
  EXPECT_NEAR(panel.run()->to, 10, 1e-6); // eight harvesters, eighty carrots, one a second
  auto* beside = panel.findChild<QComboBox*>(QStringLiteral("compareWith"));
  beside->setCurrentIndex(1);
  Q_EMIT beside->activated(1);
  ASSERT_TRUE(settled());
}

TEST_F(Replay, OfAStreamOfMillionsItShowsTheBeginningAndSaysSo) {
  ASSERT_TRUE(bench.document().open(QStringLiteral("readability-parser")).has_value());
  ASSERT_TRUE(QTest::qWaitFor([this] { return bench.compared().scenario != nullptr; }, kPatienceMs));
  panel.showPlatform(QStringLiteral("lambda"));
  ASSERT_TRUE(settled());
  EXPECT_GT(panel.run()->trace->rows(), 100'000u);
  EXPECT_LT(panel.run()->trace->rows(), 1'000'000u);
  EXPECT_TRUE(panel.run()->notes.first().contains(QStringLiteral("39,"))) << panel.run()->notes.first().toStdString();
}

TEST_F(Replay, WhatMachinesCostGrowsWithTimeUpToTheirBill) {
  ASSERT_TRUE(bench.document().open(QStringLiteral("scrape-pages")).has_value());
  ASSERT_TRUE(QTest::qWaitFor([this] { return bench.compared().comparison != nullptr; }, kPatienceMs));
  const auto& platforms = bench.compared().scenario->bound.platforms;
  std::size_t machines = 0;
  for (const BoundPlatform& platform : platforms) {
    const auto* machine = std::get_if<MachineModel>(&platform.model.platform);
    if (machine == nullptr)
      continue;
    ++machines;
    panel.showPlatform(toQt(platform.id));
    ASSERT_TRUE(settled());
    const ReplayRun& run = *panel.run();
    EXPECT_TRUE(run.costKnown) << platform.id;
    const StepSeries& cost = run.series->cost;
    if (machine->instanceType.empty()) {
      EXPECT_TRUE(cost.empty()) << "nobody bills the user's own machine";
      continue;
    }
    ASSERT_TRUE(run.cost.bill);
    EXPECT_NEAR(cost.last(), run.cost.bill->total().inUsd(), 1e-9);
    EXPECT_GT(cost.last(), 0);
    const auto middle = static_cast<std::int64_t>((run.from + run.to) / 2 * 1e9);
    EXPECT_NEAR(cost.valueAt(middle) / cost.last(), 0.5, 0.01);
  }
  EXPECT_GT(machines, 0u);
}

TEST_F(Replay, AFileThatIsNoTraceIsSaidAndWhatIsOpenStays) {
  panel.showTrace(stairs(20), QStringLiteral("stairs"));
  ASSERT_TRUE(settled());
  QStringList said;
  QObject::connect(&bench, &Workbench::problem, [&said](const QString& what, const Error&) { said << what; });
  panel.openTrace(QStringLiteral("no-such-file.json"));
  ASSERT_TRUE(QTest::qWaitFor([&] { return !said.isEmpty(); }, kPatienceMs));
  EXPECT_EQ(panel.run()->title, QStringLiteral("stairs"));
}

// Thirty calls of a map; workers whose clocks are `behind` seconds behind the client's.
QString lithopsRun(const QTemporaryDir& folder, double behind) {
  QFile file(folder.filePath(QStringLiteral("run.json")));
  EXPECT_TRUE(file.open(QIODevice::WriteOnly));
  for (int i = 0; i < 30; ++i) {
    const double submit = 1'654'855'992.5 + 0.01 * i;
    const double start = submit + 0.2 + 0.01 * (i % 7) - behind;
    const double length = 5 + 0.1 * (i % 9);
    file.write(
        QStringLiteral(R"({"host_submit_tstamp": %1, "worker_start_tstamp": %2, "worker_func_start_tstamp": %3, )"
                       R"("worker_func_end_tstamp": %4, "worker_end_tstamp": %5, "host_status_done_tstamp": %6, )"
                       R"("host_result_done_tstamp": %7, "worker_cold_start": false})")
            .arg(submit, 0, 'f', 3)
            .arg(start, 0, 'f', 3)
            .arg(start + 0.05, 0, 'f', 3)
            .arg(start + length, 0, 'f', 3)
            .arg(start + length + 0.02, 0, 'f', 3)
            .arg(start + behind + length + 1, 0, 'f', 3)
            .arg(start + behind + length + 1.2, 0, 'f', 3)
            .toUtf8() +
        '\n');
  }
  return file.fileName();
}

TEST_F(Replay, SimulatesTheRecordedRunBesideIt) {
  const QTemporaryDir folder;
  panel.openTrace(lithopsRun(folder, 0));
  ASSERT_TRUE(settled());
  auto* beside = panel.findChild<QComboBox*>(QStringLiteral("compareWith"));
  const int simulated = beside->findText(QStringLiteral("this run, simulated"));
  ASSERT_GE(simulated, 0);
  beside->setCurrentIndex(simulated);
  Q_EMIT beside->activated(simulated);
  ASSERT_TRUE(settled());
  EXPECT_TRUE(panel.detail().startsWith(QStringLiteral("run.json → run.json simulated\n")))
      << panel.detail().toStdString();
  EXPECT_TRUE(panel.detail().contains(QStringLiteral("makespan"))) << panel.detail().toStdString();
  pointAt(3, 4.5);
  EXPECT_TRUE(panel.detail().contains(QStringLiteral("in run.json simulated: "))) << panel.detail().toStdString();
}

TEST_F(Replay, TheAxisIsThatOfBothRuns) {
  ASSERT_TRUE(bench.document().open(QStringLiteral("carrots")).has_value());
  ASSERT_TRUE(settled());
  panel.showPlatform(QStringLiteral("eight"));
  ASSERT_TRUE(settled());
  EXPECT_DOUBLE_EQ(panel.axis().to(), 10);
  auto* beside = panel.findChild<QComboBox*>(QStringLiteral("compareWith"));
  Q_EMIT beside->activated(beside->findText(QStringLiteral("One harvester")));
  ASSERT_TRUE(settled());
  EXPECT_DOUBLE_EQ(panel.axis().to(), 80);
  Q_EMIT beside->activated(beside->findText(QStringLiteral("nothing")));
  EXPECT_DOUBLE_EQ(panel.axis().to(), 10);
}

TEST_F(Replay, WhatSettledACallLiesBesideWhatSettledItThere) {
  const auto attempts = [](std::initializer_list<std::pair<int, int>> all) { // call and attempt, a second each
    TraceBuilder builder;
    int at = 0;
    for (const auto& [call, attempt] : all) {
      TraceRow row;
      row.set(Count::Call, call);
      row.set(Count::Attempt, attempt);
      row.set(Stamp::Start, SimTime::at(Duration::seconds(at)));
      row.set(Stamp::End, SimTime::at(Duration::seconds(++at)));
      builder.append(row);
    }
    return builder.build();
  };
  const auto beside =
      callsBeside(attempts({{0, 0}, {0, 1}, {1, 0}, {3, 0}}), attempts({{1, 5}, {0, 0}, {0, 3}, {2, 0}}));
  const auto second = [&](std::size_t row) { return beside[row] ? beside[row]->from / 1'000'000'000 : -1; };
  EXPECT_EQ(second(0), 1);
  EXPECT_EQ(second(1), 2);
  EXPECT_EQ(second(2), 0);
  EXPECT_EQ(second(3), -1);
}

TEST_F(Replay, AlignsClocksThatDisagree) {
  const QTemporaryDir folder;
  panel.openTrace(lithopsRun(folder, 2));
  ASSERT_TRUE(settled());
  auto* align = panel.findChild<QCheckBox*>(QStringLiteral("align"));
  EXPECT_TRUE(align->isVisible());
  EXPECT_EQ(panel.run()->trace->workerSkewNs(), 0);
  QTest::mouseClick(align, Qt::LeftButton, Qt::NoModifier, QPoint(5, align->height() / 2));
  ASSERT_TRUE(settled());
  EXPECT_GT(panel.run()->trace->workerSkewNs(), 1'000'000'000);
  EXPECT_TRUE(align->isChecked());
  auto* source = panel.findChild<QComboBox*>(QStringLiteral("source"));
  EXPECT_EQ(source->currentText(), QStringLiteral("run.json"));
  QTest::mouseClick(align, Qt::LeftButton, Qt::NoModifier, QPoint(5, align->height() / 2));
  ASSERT_TRUE(settled());
  EXPECT_EQ(panel.run()->trace->workerSkewNs(), 0) << "and back";
  panel.openTrace(lithopsRun(folder, 0));
  ASSERT_TRUE(settled());
  EXPECT_FALSE(align->isVisible());
}

TEST_F(Replay, AReadingThatIsStoppedLeavesWhatIsShown) {
  panel.showTrace(stairs(20), QStringLiteral("stairs"));
  ASSERT_TRUE(settled());
  const QTemporaryDir folder;
  panel.openTrace(lithopsRun(folder, 0));
  auto* stop = panel.findChild<QPushButton*>(QStringLiteral("stop"));
  EXPECT_TRUE(stop->isVisible());
  QTest::mouseClick(stop, Qt::LeftButton);
  ASSERT_TRUE(settled());
  EXPECT_EQ(panel.run()->title, QStringLiteral("stairs"));
  EXPECT_FALSE(stop->isVisible());
}

TEST_F(Replay, ASecondFileIsLaidBesideTheFirst) {
  const QTemporaryDir first;
  const QTemporaryDir second;
  panel.openTrace(lithopsRun(first, 0));
  panel.openBeside(lithopsRun(second, 0));
  ASSERT_TRUE(settled());
  ASSERT_TRUE(QTest::qWaitFor([this] { return panel.detail().startsWith(QStringLiteral("run.json → run.json")); },
                              kPatienceMs));
  EXPECT_TRUE(panel.detail().contains(QStringLiteral("no phase differs"))) << panel.detail().toStdString();
}

} // namespace
} // namespace coldframe::ui
