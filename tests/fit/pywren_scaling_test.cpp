// What PyWren's published plots of 2017 (digitised, reading error 0.2 TFLOPS and 0.5 GB/s) tell and what they cannot:
// fitted on runs of 300 and 600 workers, held against 1,000 to 2,800. The figures are those of docs/validation.md.
#include "sim/fit/duration_family.h"
#include "sim/fit/least_squares.h"
#include "sim/fit/maximum_likelihood.h"
#include "sim/json/document.h"
#include "tests/support/data_locator.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

namespace coldframe::test {
namespace {

JsonNode read(const std::string& name) {
  const auto document = JsonDocument::parse(readText(dataDir() / "pywren/digitized" / name), name);
  return document ? document->root() : JsonNode::null();
}

using Points = std::map<double, double>; // workers → figure

Points pointsOf(const JsonNode& root, const char* figure) {
  Points points;
  const JsonNode& list = *root.find("points");
  for (std::size_t i = 0; i < list.size(); ++i)
    if (const JsonNode* value = list.at(i).find(figure); value && !value->isNull())
      points[list.at(i).find("workers")->asNumber()] = value->asNumber();
  return points;
}

struct Ahead {
  FittedParameter rate;          // of one worker
  std::map<double, double> miss; // workers → (predicted − published) ÷ published
};

// Each worker adds the same: all that two sizes can tell.
Ahead proportional(const char* name, const Points& points) {
  std::vector<double> workers, figures;
  for (const auto& [n, value] : points)
    if (n <= 600) {
      workers.push_back(n);
      figures.push_back(value);
    }
  const auto fit = fitLeastSquares(workers, figures, {{"rate", 0.01, 0, 1}},
                                   [](double n, std::span<const double> p, std::span<double> d) {
                                     d[0] = n;
                                     return p[0] * n;
                                   });
  Ahead ahead{fit->parameters.front(), {}};
  for (const auto& [n, value] : points)
    if (n > 600) {
      ahead.miss[n] = ahead.rate.value * n / value - 1;
      std::printf("%-16s %5.0f workers: published %5.1f  predicted %5.1f [%.1f, %.1f]  %+.0f %%\n", name, n, value,
                  ahead.rate.value * n, ahead.rate.lo * n, ahead.rate.hi * n, 100 * ahead.miss[n]);
    }
  return ahead;
}

// Figure = rate n ÷ (1 + α (n − 1)) through two points: α and what it says of `workers`.
struct Contention {
  double alpha = 0, ahead = 0;
};
Contention through(double at300, double at600, double workers) {
  const double ratio = at600 / at300;
  const double alpha = std::max(0.0, (2 - ratio) / (599 * ratio - 2 * 299));
  const double rate = at300 * (1 + 299 * alpha) / 300;
  return {alpha, rate * workers / (1 + alpha * (workers - 1))};
}

struct PyWrenPlots : testing::Test {
  void SetUp() override {
    if (const std::string why = whyDataIsMissing("pywren/digitized"); !why.empty())
      GTEST_SKIP() << why;
  }
};

} // namespace

TEST_F(PyWrenPlots, PeakRateGrowsInProportionUpTo2000WorkersAndThenLess) {
  const Ahead peak = proportional("peak TFLOPS", pointsOf(read("pywren-flops-scaling.json"), "peak_tflops"));
  EXPECT_LT(std::fabs(peak.miss.at(1000)), 0.02);
  EXPECT_LT(std::fabs(peak.miss.at(1500)), 0.05);
  EXPECT_LT(std::fabs(peak.miss.at(2000)), 0.05);
  EXPECT_GT(peak.miss.at(2800), 0.15); // a miss
}

TEST_F(PyWrenPlots, EffectiveRateSaturatesWhichTwoSizesCannotTell) {
  const Ahead rate = proportional("effective TFLOPS", pointsOf(read("pywren-flops-scaling.json"), "effective_tflops"));
  EXPECT_LT(std::fabs(rate.miss.at(1000)), 0.05);
  EXPECT_LT(std::fabs(rate.miss.at(1500)), 0.08);
  EXPECT_GT(rate.miss.at(2000), 0.25); // misses
  EXPECT_GT(rate.miss.at(2800), 0.75);
}

TEST_F(PyWrenPlots, StoreRatesGrowInProportionUpTo2000WorkersAndThenLess) {
  const JsonNode plot = read("pywren-s3-scaling.json");
  const Ahead write = proportional("write GB/s", pointsOf(plot, "write_gb_s"));
  EXPECT_LT(std::fabs(write.miss.at(1000)), 0.03);
  EXPECT_LT(std::fabs(write.miss.at(2000)), 0.03);
  EXPECT_GT(write.miss.at(2800), 0.2); // a miss
  const Ahead reading = proportional("read GB/s", pointsOf(plot, "read_gb_s"));
  EXPECT_EQ(reading.rate.standardError, 0); // one size alone: no interval
  EXPECT_LT(std::fabs(reading.miss.at(1000)), 0.06);
  EXPECT_LT(std::fabs(reading.miss.at(2000)), 0.10);
}

// Within the reading error of the plot, 300 and 600 workers allow no contention at all and so much that most of the
// rate at 2,800 is lost.
TEST_F(PyWrenPlots, ContentionIsNotIdentifiedByTwoSizes) {
  const Points peak = pointsOf(read("pywren-flops-scaling.json"), "peak_tflops");
  const Contention none = through(peak.at(300) - 0.2, peak.at(600) + 0.2, 2800);
  const Contention read = through(peak.at(300), peak.at(600), 2800);
  const Contention most = through(peak.at(300) + 0.2, peak.at(600) - 0.2, 2800);
  std::printf("contention %.2g (%.1f TFLOPS at 2800), %.2g (%.1f) to %.2g (%.1f)\n", read.alpha, read.ahead, none.alpha,
              none.ahead, most.alpha, most.ahead);
  EXPECT_EQ(none.alpha, 0);
  EXPECT_GT(none.ahead / most.ahead, 1.5);
  EXPECT_GT(none.ahead, peak.at(2800));
  EXPECT_LT(most.ahead, peak.at(2800));
}

TEST_F(PyWrenPlots, SetUpOf300FreshRuntimes) {
  const JsonNode plot = read("pywren-timeline-300.json");
  const auto byCall = [&](const char* key) {
    std::map<double, double> times;
    const JsonNode& list = *plot.find(key);
    for (std::size_t i = 0; i < list.size(); ++i)
      times.emplace(list.at(i).at(0).asNumber(), list.at(i).at(1).asNumber());
    return times;
  };
  const auto started = byCall("job_start");
  std::vector<double> setup;
  for (const auto& [call, done] : byCall("setup_done"))
    if (const auto start = started.find(call); start != started.end())
      setup.push_back(done - start->second);
  const FitPart part = fitTimes("setup_cold", "set-up", setup);
  ASSERT_TRUE(part.identified()) << part.why;
  const auto at = [&](double p) { return part.law->quantile(p) / 1e9; };
  std::printf("%zu calls: %s, p5 %.1f p50 %.1f p95 %.1f s\n", setup.size(), part.method.c_str(), at(.05), at(.5),
              at(.95));
  EXPECT_NEAR(at(.5), 15.9, 0.8); // published quantiles: 12.4, 15.9 and 20.3 s
  EXPECT_NEAR(at(.05), 12.4, 1.2);
  EXPECT_NEAR(at(.95), 20.3, 1.5);
}

// A share is new whatever the gap, all are after a limit that lies between the two neighbouring gaps that were tried.
TEST_F(PyWrenPlots, HostsAreRecycledUpToALimitThatTheGapsBound) {
  const JsonNode plot = read("pywren-host-recycling.json");
  const JsonNode& list = *plot.find("points");
  std::vector<std::pair<double, double>> seen; // gap in minutes, new of 100
  for (std::size_t i = 0; i < list.size(); ++i)
    seen.emplace_back(list.at(i).find("gap_min")->asNumber(), list.at(i).find("new_hosts_of_about_100")->asNumber());
  constexpr double kAll = 68; // minutes: everything is new from here on
  const auto newShare = [](std::span<const double> p, double gap) {
    return gap >= kAll ? 1.0 : 1 - std::exp(-gap / std::exp(p[1])) / (1 + std::exp(p[0]));
  };
  const LogLikelihood likelihood = [&](std::span<const double> p) {
    double sum = 0;
    for (const auto& [gap, fresh] : seen)
      if (gap < kAll) {
        const double share = newShare(p, gap);
        sum += fresh * std::log(share) + (100 - fresh) * std::log(1 - share);
      }
    return sum;
  };
  const LikelihoodPeak peak = maximiseLikelihood(likelihood, {-1.5, 4}, {0.5, 0.5});
  const ProfileInterval life = profileInterval(likelihood, peak, 1, 8);
  double chi = 0;
  int n = 0;
  for (const auto& [gap, fresh] : seen)
    if (gap < kAll) {
      const double share = newShare(peak.at, gap);
      chi += (fresh - 100 * share) * (fresh - 100 * share) / (100 * share * (1 - share));
      ++n;
    }
  const double always = 1 / (1 + std::exp(-peak.at[0]));
  std::printf("new at once %.2f, then lost with a mean of %.0f min [%.0f, %.0f], dispersion %.1f\n", always,
              std::exp(peak.at[1]), std::exp(life.lo), std::exp(life.hi), chi / (n - 2));
  EXPECT_NEAR(always, 0.2, 0.03);
  EXPECT_NEAR(newShare(peak.at, 2), 0.21, 0.05);
  EXPECT_NEAR(newShare(peak.at, 35), 0.45, 0.08);
  EXPECT_GT(chi / (n - 2), 2); // more than binomial: batches differ from each other
}

} // namespace coldframe::test
