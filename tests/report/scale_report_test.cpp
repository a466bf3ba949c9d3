#include "sim/report/scale_report.h"

#include <gtest/gtest.h>

namespace coldframe {
namespace {

ScaleLaw law(SpeedupLaw which, double serial, double coherence, double relative) {
  const auto figure = [](double value) { return Figure::of(estimate(std::vector<double>{value, value})); };
  return {which, figure(serial), figure(coherence), figure(8 * relative), figure(relative)};
}

std::string evidence(std::vector<ScaleLaw> laws) {
  ScaleStudy study;
  study.laws = std::move(laws);
  std::string text;
  for (const std::string& line : scaleAnswer(study).evidence)
    text += line + "\n";
  return text;
}

TEST(ScaleReport, NamesTheCeilingOfALawThatFits) {
  const std::string text = evidence({law(SpeedupLaw::Amdahl, 0.04, 0, 0.01)});
  EXPECT_NE(text.find("never more than 25"), std::string::npos) << text;
}

TEST(ScaleReport, NamesNoCeilingWhereNoLawFits) {
  const std::string text = evidence({law(SpeedupLaw::Amdahl, 0.04, 0, 0.21), law(SpeedupLaw::Gustafson, 0.1, 0, 0.3),
                                     law(SpeedupLaw::UniversalScalability, 0.1, 0.01, 0.12)});
  EXPECT_EQ(text.find("never more than"), std::string::npos) << text;
  EXPECT_EQ(text.find("slow it down"), std::string::npos) << text;
  EXPECT_NE(text.find("off by 12"), std::string::npos) << text; // the closest
  EXPECT_NE(text.find("no ceiling can be named"), std::string::npos) << text;
}

TEST(ScaleReport, LeavesOutTheLawThatDoesNotFitAndKeepsTheOneThatDoes) {
  const std::string text =
      evidence({law(SpeedupLaw::Amdahl, 0.04, 0, 0.21), law(SpeedupLaw::UniversalScalability, 0.1, 0.01, 0.02)});
  EXPECT_EQ(text.find("never more than"), std::string::npos) << text;
  EXPECT_NE(text.find("By Universal Scalability"), std::string::npos) << text;
  EXPECT_NE(text.find("more than 9 workers slow it down"), std::string::npos) << text;
}

TEST(ScaleReport, SaysNothingOfLawsWhereNoneCouldBeFitted) {
  EXPECT_EQ(evidence({ScaleLaw{}}).find("law"), std::string::npos);
}

} // namespace
} // namespace coldframe
