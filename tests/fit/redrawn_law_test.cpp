// A redrawn law is what another sample of the same size might have given: refitting samples of a law and redrawing it
// have to scatter alike.
#include "sim/fit/duration_family.h"
#include "sim/fit/redrawn_law.h"
#include "sim/stats/running_moments.h"

#include <gtest/gtest.h>

#include <cmath>

namespace coldframe::test {
namespace {

constexpr int kTimes = 200;
constexpr int kValues = 40;

// The p90 of the law, in ns, over many redraws, and over fits of the same family to many samples.
void expectScatterAlike(const Distribution& law, const std::string& family) {
  Generator source(Seed{7, 0}, Cause::Measurement);
  RunningMoments drawn, fitted;
  for (int i = 0; i < kTimes; ++i) {
    drawn.add(std::log(redrawn(law, kValues, source).quantile(0.9)));
    std::vector<double> seconds;
    for (int k = 0; k < kValues; ++k)
      seconds.push_back(law.sampleReal(source) / 1e9);
    for (const FamilyFit& fit : fitFamilies(seconds))
      if (fit.family == family)
        fitted.add(std::log(fit.law.quantile(0.9)));
  }
  ASSERT_GT(fitted.count(), kTimes / 2u);
  EXPECT_NEAR(drawn.mean(), fitted.mean(), 0.5 * fitted.standardDeviation()) << family;
  EXPECT_NEAR(drawn.standardDeviation() / fitted.standardDeviation(), 1, 0.2) << family;
}

TEST(RedrawnLaw, ScattersAsFitsToSamplesDo) {
  expectScatterAlike(LogNormal{5e9, 0.3}, "lognormal");
  expectScatterAlike(Normal{5e9, 0.5e9}, "normal");
  expectScatterAlike(Exponential{5e9}, "exponential");
  expectScatterAlike(Gamma{5e9, 4}, "gamma");
  expectScatterAlike(Weibull{5e9, 3}, "Weibull");
  expectScatterAlike(Pareto{5e9, 4}, "Pareto");
}

TEST(RedrawnLaw, MixturesAndValuesKeepTheirMeansAndScatterLessTheMoreThereAre) {
  const Distribution mixture = Distribution::mixture({{0.9, LogNormal{5e9, 0.05}}, {0.1, LogNormal{9e9, 0.2}}});
  const Distribution values = Empirical{{1e9, 2e9, 3e9, 4e9, 10e9}};
  for (const Distribution& law : {mixture, values}) {
    Generator source(Seed{7, 0}, Cause::Measurement);
    RunningMoments few, many;
    for (int i = 0; i < kTimes; ++i) {
      few.add(redrawn(law, 20, source).mean());
      many.add(redrawn(law, 2000, source).mean());
    }
    EXPECT_NEAR(many.mean() / law.mean(), 1, 0.1);
    EXPECT_LE(many.standardDeviation(), few.standardDeviation());
  }
  Generator source(Seed{7, 0}, Cause::Measurement);
  EXPECT_EQ(redrawn(Scalar{5e9}, 3, source), Distribution(Scalar{5e9}));
}

} // namespace
} // namespace coldframe::test
