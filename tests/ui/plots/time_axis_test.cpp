#include "ui/plots/time_axis.h"

#include <gtest/gtest.h>

#include <QSignalSpy>

namespace coldframe::ui {
namespace {

TEST(TimeAxis, ZoomsAboutWhatIsPointedAt) {
  TimeAxis axis;
  axis.setWhole(0, 100);
  axis.zoom(0.5, 20);
  EXPECT_DOUBLE_EQ(axis.seenFrom(), 10);
  EXPECT_DOUBLE_EQ(axis.seenTo(), 60);
  axis.zoom(0.5, 20);
  EXPECT_DOUBLE_EQ((20 - axis.seenFrom()) / (axis.seenTo() - axis.seenFrom()), 0.2);
}

TEST(TimeAxis, NeverLosesTheRunOrItsOwnPrecision) {
  TimeAxis axis;
  axis.setWhole(0, 100);
  axis.see(900, 950);
  EXPECT_LE(axis.seenTo(), 150);
  axis.zoom(1e9, 50);
  EXPECT_LE(axis.seenTo() - axis.seenFrom(), 200);
  for (int i = 0; i < 200; ++i)
    axis.zoom(0.5, 37);
  EXPECT_GT(axis.seenTo(), axis.seenFrom());
}

TEST(TimeAxis, HoldsThePlayheadWithinTheRunAndTellsOnlyOfChanges) {
  TimeAxis axis;
  axis.setWhole(10, 20);
  QSignalSpy moved(&axis, &TimeAxis::playheadChanged);
  axis.setPlayhead(15);
  axis.setPlayhead(15);
  EXPECT_EQ(moved.count(), 1);
  axis.setPlayhead(-5);
  EXPECT_EQ(axis.playhead(), 10);
  axis.setPlayhead(500);
  EXPECT_EQ(axis.playhead(), 20);
}

TEST(TimeAxis, ForgetsEverythingOfTheRunBefore) {
  TimeAxis axis;
  axis.setWhole(0, 100);
  axis.setMarkerA(3);
  axis.select(7);
  axis.see(1, 2);
  axis.setWhole(0, 5);
  EXPECT_FALSE(axis.markerA().has_value());
  EXPECT_FALSE(axis.selectedRow().has_value());
  EXPECT_FALSE(axis.canGoBack());
  EXPECT_EQ(axis.seenTo(), 5);
}

} // namespace
} // namespace coldframe::ui
