#include "tests/ui/patience.h"
#include "ui/panels/scaling_panel.h"
#include "ui/panels/workbench.h"
#include "ui/plots/carrot_field.h"
#include "ui/plots/carrot_scene.h"
#include "ui/plots/timeline_plot.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QLabel>
#include <QTest>
#include <QToolButton>

namespace coldframe::ui {
namespace {

struct Scaling : testing::Test {
  Workbench bench{Catalogue::builtIn()};
  ScalingPanel panel{bench};

  void SetUp() override {
    panel.resize(1000, 600);
    panel.show();
    ASSERT_TRUE(bench.document().open(QStringLiteral("carrots")).has_value());
    ASSERT_TRUE(QTest::qWaitFor([this] { return panel.study().has_value() && !panel.isBusy(); }, kPatienceMs));
  }
  bool settled() {
    return QTest::qWaitFor([this] { return !panel.isBusy(); }, kPatienceMs);
  }
  QString label(const char* name) { return panel.findChild<QLabel*>(QString::fromLatin1(name))->text(); }
};

TEST_F(Scaling, EightHarvestersTakeTenSecondsAndTheNinthToSixteenthStandIdle) {
  ASSERT_NE(panel.trace(), nullptr);
  EXPECT_NEAR(panel.axis().to(), 10, 1e-6);
  panel.axis().setPlayhead(10);
  EXPECT_EQ(label("count"), QStringLiteral("10.0 s · 80 of 80 · 8.0×"));
  panel.setWorkers(16);
  ASSERT_TRUE(settled());
  EXPECT_NEAR(panel.axis().to(), 10, 1e-6);
  const CarrotScene scene = panel.field().scene();
  EXPECT_EQ(std::ranges::count(scene.harvesters, Harvester::State::Idle, &Harvester::state), 8);
  EXPECT_TRUE(label("why").startsWith(QStringLiteral("8 of the workers stand idle"))) << label("why").toStdString();
}

TEST_F(Scaling, TheFieldObeysTheClock) {
  panel.setWorkers(1);
  ASSERT_TRUE(settled());
  EXPECT_NEAR(panel.axis().to(), 80, 1e-6);
  panel.axis().setPlayhead(0);
  panel.clock().setSpeed({1, 0});
  panel.clock().play();
  panel.clock().advance(12.5);
  EXPECT_EQ(panel.field().scene().pulled, 12u);
  panel.clock().pause();
}

TEST_F(Scaling, FunctionsComeToTheFieldCold) {
  panel.showPlatform(QStringLiteral("lambda"));
  ASSERT_TRUE(settled());
  panel.axis().setPlayhead(1.2);
  const CarrotScene scene = panel.field().scene();
  EXPECT_GT(std::ranges::count(scene.harvesters, Harvester::State::Frosted, &Harvester::state), 5);
  EXPECT_EQ(scene.pulled, 0u);
}

TEST_F(Scaling, AStreamSaysThatItHasNoSpeedup) {
  ASSERT_TRUE(bench.document().open(QStringLiteral("weather-bot")).has_value());
  ASSERT_TRUE(QTest::qWaitFor([this] { return panel.trace() == nullptr; }, kPatienceMs));
  EXPECT_FALSE(panel.study().has_value());
  auto* why = panel.findChild<QLabel*>(QStringLiteral("noField"));
  ASSERT_NE(why, nullptr);
  EXPECT_FALSE(why->isHidden());
  EXPECT_TRUE(panel.field().isHidden());
  EXPECT_FALSE(panel.findChild<QToolButton*>(QStringLiteral("play"))->isEnabled());
}

TEST_F(Scaling, AJobThatIsNoFieldIsShownAsALineAWorker) {
  ASSERT_TRUE(bench.document().open(QStringLiteral("scrape-pages")).has_value());
  ASSERT_TRUE(QTest::qWaitFor([this] { return !panel.lines().isHidden(); }, kPatienceMs));
  EXPECT_TRUE(panel.field().isHidden());
  EXPECT_TRUE(panel.findChild<QLabel*>(QStringLiteral("noField"))->isHidden());
  panel.setWorkers(5);
  ASSERT_TRUE(settled());
  EXPECT_GE(panel.lines().endLane(), 5);
  EXPECT_EQ(panel.trace()->rows(), 271u);
  EXPECT_TRUE(panel.findChild<QToolButton*>(QStringLiteral("play"))->isEnabled());
  bench.comparisonJob().cancel();
}

TEST_F(Scaling, AJobWithTooManyTasksSaysSoInPlaceOfTheField) {
  bench.document().edit("/workload/items", JsonNode::integer(120'000), QStringLiteral("items"));
  bench.document().edit("/workload/batch", JsonNode::integer(1), QStringLiteral("batch"));
  bench.document().edit("/month/runs", JsonNode::integer(1), QStringLiteral("runs"));
  auto* why = panel.findChild<QLabel*>(QStringLiteral("noField"));
  ASSERT_NE(why, nullptr);
  ASSERT_TRUE(QTest::qWaitFor([why] { return why->text().contains(QStringLiteral("120,000 calls")); }, kPatienceMs));
  EXPECT_FALSE(why->isHidden());
  EXPECT_TRUE(panel.field().isHidden());
  bench.comparisonJob().cancel();
}

} // namespace
} // namespace coldframe::ui
