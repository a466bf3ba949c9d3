// The timeline driven as a hand would: wheel, drag, keys, pointer.
#include "sim/trace/trace_builder.h"
#include "ui/plots/timeline_plot.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QWheelEvent>

namespace coldframe::ui {
namespace {

// Call i waits from i to i + 1 s, runs until i + 5 s.
std::shared_ptr<const Trace> stairs(int calls) {
  TraceBuilder builder;
  for (int i = 0; i < calls; ++i) {
    TraceRow row;
    row.set(Count::Call, i);
    row.set(Count::Environment, i % 7);
    row.set(Count::Memory, std::int64_t{1} << 30);
    row.set(Stamp::Submit, SimTime::at(Duration::seconds(i)));
    row.set(Stamp::Start, SimTime::at(Duration::seconds(i + 1)));
    row.set(Stamp::End, SimTime::at(Duration::seconds(i + 5)));
    row.cold = i == 3 ? Cold::Yes : Cold::No;
    row.outcome = i == 5 ? CallOutcome::Timeout : CallOutcome::Ok;
    builder.append(row);
  }
  return std::make_shared<const Trace>(builder.build());
}

struct Timeline : testing::Test {
  TimeAxis axis;
  TimelinePlot plot{axis};
  std::shared_ptr<const Trace> trace = stairs(20);
  std::shared_ptr<const SpanPyramid> spans = SpanPyramid::build(*trace, {});

  void SetUp() override {
    const auto cost = costOf(*trace, {});
    plot.resize(800, 600);
    axis.setWhole(0, 24);
    plot.setSeries(std::make_shared<const TraceSeries>(*seriesOf(*trace, *cost)), false, true);
    plot.setSpans(spans, QStringLiteral("calls"));
    plot.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&plot));
    QApplication::processEvents();
  }
  QWidget* canvas() { return plot.childAt(plot.rect().center()); }
  QPoint at(double seconds, double lane) { return plot.positionOf(seconds, lane).toPoint(); }
  void wheel(QPoint position, int delta, Qt::KeyboardModifiers keys = Qt::NoModifier) {
    QWheelEvent event(position, canvas()->mapToGlobal(position), {}, QPoint(0, delta), Qt::NoButton, keys,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(canvas(), &event);
  }
  void drag(QPoint from, QPoint to, Qt::KeyboardModifiers keys = Qt::NoModifier) {
    QTest::mousePress(canvas(), Qt::LeftButton, keys, from);
    const auto moveTo = [&](QPoint position) {
      QMouseEvent event(QEvent::MouseMove, position, canvas()->mapToGlobal(position), Qt::NoButton, Qt::LeftButton,
                        keys);
      QCoreApplication::sendEvent(canvas(), &event);
    };
    moveTo((from + to) / 2);
    moveTo(to);
    QTest::mouseRelease(canvas(), Qt::LeftButton, keys, to);
  }
  QColor pixel(double seconds, double lane) {
    QApplication::processEvents();
    const QImage image = plot.grab().toImage();
    return image.pixelColor(at(seconds, lane) * image.devicePixelRatio());
  }
};

TEST_F(Timeline, PaintsEachPhaseInItsColourWhereItIs) {
  const Theme& theme = plot.theme();
  EXPECT_EQ(pixel(12.5, 10.5), theme.phase(CallPhase::Running)); // call 10 runs from 11 to 15 s
  EXPECT_EQ(pixel(10.5, 10.55), theme.phase(CallPhase::Waiting));
  EXPECT_EQ(pixel(3.5, 3.5), theme.phase(CallPhase::ColdStart));
  EXPECT_EQ(pixel(20.7, 10.5), theme.background);
}

TEST_F(Timeline, MarksAFailedCallWithItsColourAndAHatch) {
  QApplication::processEvents();
  const QImage image = plot.grab().toImage();
  const QRect bar(at(6.5, 5.2), at(9.5, 5.8));
  int vermilion = 0;
  int paper = 0;
  for (int y = bar.top(); y <= bar.bottom(); ++y)
    for (int x = bar.left(); x <= bar.right(); ++x) {
      vermilion += image.pixelColor(x, y) == plot.theme().phase(CallPhase::Failed) ? 1 : 0;
      paper += image.pixelColor(x, y) == plot.theme().background ? 1 : 0;
    }
  EXPECT_GT(vermilion, bar.width() * bar.height() / 2);
  EXPECT_GT(paper, bar.width() * bar.height() / 20);
}

TEST_F(Timeline, TheWheelZoomsTimeAndKeepsWhatIsUnderThePointer) {
  const QPoint pointer = at(6, 4.5);
  wheel(pointer, 240);
  EXPECT_NEAR(axis.seenTo() - axis.seenFrom(), 24 * 0.64, 0.01);
  EXPECT_NEAR(plot.placeAt(pointer)->seconds, 6, 0.05);
  EXPECT_EQ(plot.endLane() - plot.firstLane(), 20);
  wheel(pointer, 240, Qt::ControlModifier);
  EXPECT_NEAR(plot.endLane() - plot.firstLane(), 20 * 0.64, 0.01);
  EXPECT_NEAR(plot.placeAt(pointer)->lane, 4.5, 0.1);
}

TEST_F(Timeline, ADragPansAndADoubleClickShowsEverythingAgain) {
  wheel(at(12, 10), 480);
  const double before = axis.seenFrom();
  drag(at(12, 10), at(10, 10));
  EXPECT_NEAR(axis.seenFrom() - before, 2, 0.1);
  EXPECT_TRUE(plot.zoomed());
  QTest::mouseDClick(canvas(), Qt::LeftButton, Qt::NoModifier, at(11, 10));
  EXPECT_EQ(axis.seenFrom(), 0);
  EXPECT_EQ(axis.seenTo(), 24);
  EXPECT_FALSE(plot.zoomed());
}

TEST_F(Timeline, ViewsCanBeGoneThroughBackAndForward) {
  QTest::keyClick(&plot, Qt::Key_Plus);
  QTest::keyClick(&plot, Qt::Key_Plus);
  const double twice = axis.seenTo() - axis.seenFrom();
  QTest::keyClick(&plot, Qt::Key_Left, Qt::AltModifier);
  QTest::keyClick(&plot, Qt::Key_Left, Qt::AltModifier);
  EXPECT_EQ(axis.seenTo() - axis.seenFrom(), 24);
  QTest::keyClick(&plot, Qt::Key_Right, Qt::AltModifier);
  QTest::keyClick(&plot, Qt::Key_Right, Qt::AltModifier);
  EXPECT_EQ(axis.seenTo() - axis.seenFrom(), twice);
}

TEST_F(Timeline, WhatMovesIsDrawnCoarselyAndFinelyOnceItStandsStill) {
  trace = stairs(60'000);
  spans = SpanPyramid::build(*trace, {});
  axis.setWhole(0, 60'005);
  plot.setSpans(spans, QStringLiteral("calls"));
  wheel(at(30'000, 30'000), 240);
  QApplication::processEvents();
  const QImage moving = plot.grab().toImage();
  QImage still;
  EXPECT_TRUE(QTest::qWaitFor([&] { return (still = plot.grab().toImage()) != moving; }));

  TimeAxis other;
  TimelinePlot untouched(other);
  untouched.resize(plot.size());
  other.setWhole(0, 60'005);
  const auto cost = costOf(*trace, {});
  const auto series = std::make_shared<TraceSeries>(*seriesOf(*trace, *cost));
  plot.setSeries(series, false, true);
  untouched.setSeries(series, false, true);
  untouched.setSpans(spans, QStringLiteral("calls"));
  other.see(axis.seen());
  untouched.show();
  ASSERT_TRUE(QTest::qWaitForWindowExposed(&untouched));
  QApplication::processEvents();
  const QRect part = plot.partRect(TimelinePlot::Part::Spans);
  ASSERT_EQ(part, untouched.partRect(TimelinePlot::Part::Spans));
  EXPECT_EQ(plot.grab().toImage().copy(part), untouched.grab().toImage().copy(part));
}

TEST_F(Timeline, ZoomingLinesAndTimeIsOneHistory) {
  wheel(at(6, 4.5), 240);
  const TimeAxis::Seen nearer = axis.seen();
  wheel(at(6, 4.5), 240, Qt::ControlModifier);
  axis.endGesture();
  QTest::keyClick(&plot, Qt::Key_Plus);
  QTest::keyClick(&plot, Qt::Key_Left, Qt::AltModifier);
  EXPECT_LT(plot.endLane() - plot.firstLane(), 20);
  EXPECT_EQ(axis.seenFrom(), nearer.from);
  QTest::keyClick(&plot, Qt::Key_Left, Qt::AltModifier);
  EXPECT_FALSE(plot.zoomed()) << "time and lines are taken back together: they were one gesture";
}

TEST_F(Timeline, ShiftDragMeasures) {
  QSignalSpy measured(&plot, &TimelinePlot::measured);
  drag(at(4, 10), at(9, 10), Qt::ShiftModifier);
  ASSERT_GE(measured.count(), 1);
  EXPECT_NEAR(measured.last()[0].toDouble(), 4, 0.1);
  EXPECT_NEAR(measured.last()[1].toDouble(), 9, 0.1);
  EXPECT_EQ(axis.seenFrom(), 0);
}

TEST_F(Timeline, TheStripAboveTheSpansScrubs) {
  const QRect spansRect = plot.partRect(TimelinePlot::Part::Spans);
  const QPoint from(at(6, 1).x(), spansRect.top() - 6);
  QTest::mouseClick(canvas(), Qt::LeftButton, Qt::NoModifier, from);
  EXPECT_NEAR(axis.playhead(), 6, 0.1);
  drag(QPoint(at(6, 1).x(), spansRect.center().y()), QPoint(at(9, 1).x(), spansRect.center().y()));
  EXPECT_NEAR(axis.playhead(), 9, 0.1);
}

TEST_F(Timeline, WhatIsYetToComeIsVeiled) {
  axis.setPlayhead(8);
  const QColor to = pixel(12.5, 10.5);
  EXPECT_NE(to, plot.theme().phase(CallPhase::Running));
  EXPECT_EQ(pixel(3.5, 1.5), plot.theme().phase(CallPhase::Running));
}

TEST_F(Timeline, BracketsSetTheMarkersAndEscapeClearsThem) {
  axis.setPointer(5);
  QTest::keyClick(&plot, Qt::Key_BracketLeft);
  axis.setPointer(7);
  QTest::keyClick(&plot, Qt::Key_BracketRight);
  EXPECT_EQ(axis.markerA(), 5);
  EXPECT_EQ(axis.markerB(), 7);
  QTest::keyClick(&plot, Qt::Key_Escape);
  EXPECT_FALSE(axis.markerA().has_value());
}

TEST_F(Timeline, SavesPictureAndVectorsAndSaysWhenItCannot) {
  QTemporaryDir folder;
  plot.setLabel({QStringLiteral("Replay"), QStringLiteral("stairs · seed 1")});
  for (const char* ending : {"png", "svg", "pdf"}) {
    const QString path = folder.filePath(QStringLiteral("chart.%1").arg(QLatin1String(ending)));
    EXPECT_TRUE(plot.saveTo(path).has_value());
    EXPECT_GT(QFileInfo(path).size(), 2000);
  }
  EXPECT_EQ(QImage(folder.filePath(QStringLiteral("chart.png"))).text(QStringLiteral("Description")),
            QStringLiteral("stairs · seed 1"));
  EXPECT_FALSE(plot.saveTo(folder.filePath(QStringLiteral("no/such/folder.png"))).has_value());
}

TEST_F(Timeline, FollowsThePalette) {
  plot.setPalette(paletteOf(Theme::forDark()));
  EXPECT_TRUE(plot.theme().dark);
  EXPECT_EQ(pixel(20.7, 10.5), Theme::forDark().background);
  EXPECT_EQ(pixel(12.5, 10.5), Theme::forDark().phase(CallPhase::Running));
}

} // namespace
} // namespace coldframe::ui
