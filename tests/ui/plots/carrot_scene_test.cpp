#include "sim/trace/trace_builder.h"
#include "ui/plots/carrot_field.h"
#include "ui/plots/carrot_scene.h"
#include "ui/plots/theme.h"

#include <gtest/gtest.h>

#include <QImage>
#include <QPainter>

namespace coldframe::ui {
namespace {

constexpr std::int64_t kSecond = 1'000'000'000;

// Four rows of ten carrots, one a second, by two harvesters; the first row's machine comes cold, two seconds late.
Trace fourRows() {
  TraceBuilder builder;
  for (int call = 0; call < 4; ++call) {
    const int worker = call % 2;
    const int begin = call < 2 ? 0 : 10;
    const int late = worker == 0 ? 2 : 0;
    TraceRow row;
    row.set(Count::Call, call);
    row.set(Count::Worker, worker);
    row.set(Count::FirstItem, call * 10);
    row.set(Count::Items, 10);
    row.cold = call == 0 ? Cold::Yes : Cold::No;
    row.set(Stamp::Submit, SimTime());
    row.set(Stamp::Invoke, SimTime());
    row.set(Stamp::Start, SimTime::at(Duration::seconds(begin + late)));
    row.set(Stamp::FuncStart, SimTime::at(Duration::seconds(begin + late)));
    row.set(Stamp::FuncEnd, SimTime::at(Duration::seconds(begin + late + 10)));
    row.set(Stamp::End, SimTime::at(Duration::seconds(begin + late + 10)));
    builder.append(row);
  }
  return builder.build();
}

std::vector<std::size_t> pulled(const CarrotScene& scene) {
  std::vector<std::size_t> out;
  for (const CarrotRow& row : scene.rows)
    out.push_back(row.pulled);
  return out;
}

TEST(CarrotScene, CarrotsComeOutOneASecondWhileTheirHarvesterDrives) {
  const Trace trace = fourRows();
  EXPECT_EQ(pulled(sceneAt(trace, 0, 2)), (std::vector<std::size_t>{0, 0, 0, 0}));
  EXPECT_EQ(pulled(sceneAt(trace, 5 * kSecond, 2)), (std::vector<std::size_t>{3, 5, 0, 0}));
  EXPECT_EQ(pulled(sceneAt(trace, 15 * kSecond, 2)), (std::vector<std::size_t>{10, 10, 3, 5}));
  const CarrotScene end = sceneAt(trace, 22 * kSecond, 2);
  EXPECT_EQ(end.pulled, 40u);
  EXPECT_EQ(end.carrots, 40u);
}

TEST(CarrotScene, AColdStartIsFrostOnTheMachineThatWaitsForIt) {
  const Trace trace = fourRows();
  const CarrotScene scene = sceneAt(trace, kSecond, 2);
  EXPECT_EQ(scene.harvesters[0].state, Harvester::State::Frosted);
  EXPECT_EQ(scene.harvesters[1].state, Harvester::State::Driving);
  EXPECT_DOUBLE_EQ(scene.harvesters[1].along, 0.1);
}

TEST(CarrotScene, AHarvesterGoesOnToItsNextRow) {
  const Trace trace = fourRows();
  EXPECT_EQ(sceneAt(trace, 9 * kSecond, 2).harvesters[1].row, 1u);
  EXPECT_EQ(sceneAt(trace, 11 * kSecond, 2).harvesters[1].row, 3u);
  EXPECT_EQ(sceneAt(trace, 30 * kSecond, 2).harvesters[1].state, Harvester::State::Done);
}

TEST(CarrotScene, HarvestersWithoutARowStandIdle) {
  const CarrotScene scene = sceneAt(fourRows(), 5 * kSecond, 16);
  ASSERT_EQ(scene.harvesters.size(), 16u);
  EXPECT_EQ(std::ranges::count(scene.harvesters, Harvester::State::Idle, &Harvester::state), 14);
}

TEST(CarrotScene, IsOnlyForRunsThatFitOnAField) {
  EXPECT_TRUE(isCarrotField(fourRows()));
  EXPECT_FALSE(isCarrotField(Trace()));
  TraceBuilder builder;
  TraceRow row;
  row.set(Stamp::Start, SimTime());
  row.set(Count::Items, 5000);
  builder.append(row);
  EXPECT_FALSE(isCarrotField(builder.build()));
}

TEST(CarrotField, ShowsFewerCarrotsThanBefore) {
  const Trace trace = fourRows();
  for (const Theme& theme : {Theme::light(), Theme::forDark()}) {
    const auto orange = [&](std::int64_t at) {
      QImage image(600, 300, QImage::Format_ARGB32);
      image.fill(theme.background);
      QPainter painter(&image);
      paintCarrotField(painter, image.rect(), sceneAt(trace, at, 2), theme);
      painter.end();
      int pixels = 0;
      for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
          pixels += image.pixelColor(x, y) == theme.phase(CallPhase::Running) ? 1 : 0;
      return pixels;
    };
    EXPECT_GT(orange(0), orange(8 * kSecond));
    EXPECT_GT(orange(8 * kSecond), orange(18 * kSecond));
  }
}

} // namespace
} // namespace coldframe::ui
