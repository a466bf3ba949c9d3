#include "sim/fit/duration_family.h"

#include <gtest/gtest.h>

#include <array>
#include <map>

namespace coldframe::test {
namespace {

std::vector<double> drawn(const Distribution& law, std::size_t n, std::uint64_t seed) {
  Generator source(Seed{seed, 0}, Cause::Measurement);
  std::vector<double> seconds;
  for (std::size_t i = 0; i < n; ++i)
    seconds.push_back(law.sampleReal(source) / 1e9);
  return seconds;
}

const FittedFigure& named(const std::vector<FittedFigure>& figures, const std::string& name) {
  for (const FittedFigure& figure : figures)
    if (figure.name == name)
      return figure;
  ADD_FAILURE() << "no figure " << name;
  static const FittedFigure none;
  return none;
}

double figureOf(const std::vector<FittedFigure>& figures, const std::string& name) {
  return named(figures, name).value;
}

bool holds(const FittedFigure& figure, double truth) {
  return figure.lo <= truth && truth <= figure.hi;
}

struct Known {
  std::string family;
  Distribution law; // ns
  std::vector<std::pair<std::string, double>> figures;
};

std::vector<Known> knownLaws() {
  return {{"exponential", Exponential{3e9}, {{"mean", 3}}},
          {"normal", Normal{10e9, 1e9}, {{"mean", 10}, {"sd", 1}}},
          {"lognormal", LogNormal{2e9, 0.8}, {{"median", 2}, {"sigma", 0.8}}},
          {"gamma", Gamma{4e9, 2.5}, {{"mean", 4}, {"shape", 2.5}}},
          {"Weibull", Weibull{5e9, 3}, {{"scale", 5}, {"shape", 3}}},
          {"Pareto", Pareto{1e9, 2.5}, {{"minimum", 1}, {"shape", 2.5}}}};
}

TEST(DurationFamily, FindsTheFamilyThatMadeTheTimesAndItsParameters) {
  for (const Known& known : knownLaws()) {
    const auto fits = fitFamilies(drawn(known.law, 4000, 7));
    ASSERT_FALSE(fits.empty());
    EXPECT_EQ(fits.front().family, known.family);
    for (const auto& [name, value] : known.figures)
      EXPECT_NEAR(figureOf(fits.front().figures, name), value, 0.06 * value) << known.family << " " << name;
  }
}

// 100 samples of 200 values each: an interval of 95 % holds the truth in 95 % of them, give or take four standard
// errors of that share.
TEST(DurationFamilyOracles, IntervalsHoldTheTruthAsOftenAsTheySay) {
  constexpr int kSamples = 100;
  for (const Known& known : knownLaws()) {
    std::map<std::string, int> held;
    for (int sample = 0; sample < kSamples; ++sample)
      for (const FamilyFit& fit : fitFamilies(drawn(known.law, 200, 1000 + static_cast<std::uint64_t>(sample))))
        if (fit.family == known.family)
          for (const auto& [name, value] : known.figures)
            for (const FittedFigure& figure : fit.figures)
              held[name] += figure.name == name && holds(figure, value) ? 1 : 0;
    for (const auto& [name, value] : known.figures)
      if (name != "minimum") { // its error has one side
        EXPECT_NEAR(held[name] / static_cast<double>(kSamples), 0.95, 0.08) << known.family << " " << name;
      }
  }
}

// 2,000 samples of few values: four standard errors of 95 % are 2 %.
TEST(DurationFamilyOracles, IntervalsOfMeansAndMediansDoSoWhereTheValuesAreFew) {
  constexpr int kSamples = 2000;
  for (const std::size_t n : {3U, 4U, 8U, 20U}) {
    int median = 0, mean = 0;
    for (std::uint64_t sample = 0; sample < kSamples; ++sample) {
      const FamilyFit logNormal = fitLogNormal(drawn(LogNormal{2e9, 0.8}, n, 5000 + sample));
      median += holds(named(logNormal.figures, "median"), 2) ? 1 : 0;
      for (const FamilyFit& fit : fitFamilies(drawn(Normal{10e9, 1e9}, n, 5000 + sample)))
        if (fit.family == "normal")
          mean += holds(named(fit.figures, "mean"), 10) ? 1 : 0;
    }
    EXPECT_NEAR(median / static_cast<double>(kSamples), 0.95, 0.02) << n;
    if (n >= kLeastForFamily) {
      EXPECT_NEAR(mean / static_cast<double>(kSamples), 0.95, 0.02) << n;
    }
  }
}

TEST(DurationFamily, AMixtureIsTakenApart) {
  const Distribution law = Distribution::mixture({{0.7, LogNormal{0.2e9, 0.2}}, {0.3, LogNormal{2e9, 0.1}}});
  const auto fit = fitLogNormals(drawn(law, 2000, 3), 2);
  ASSERT_TRUE(fit);
  EXPECT_NEAR(figureOf(fit->figures, "share of the first"), 0.7, 0.04);
  EXPECT_NEAR(figureOf(fit->figures, "first median"), 0.2, 0.01);
  EXPECT_NEAR(figureOf(fit->figures, "second median"), 2, 0.05);
  EXPECT_NEAR(figureOf(fit->figures, "second sigma"), 0.1, 0.02);
}

TEST(DurationFamily, AHundredThousandTimesAreTakenApartByFewerOfThem) {
  const Distribution law = Distribution::mixture({{0.9, LogNormal{0.2e9, 0.2}}, {0.1, LogNormal{2e9, 0.1}}});
  const auto fit = fitLogNormals(drawn(law, 100'000, 5), 2);
  ASSERT_TRUE(fit);
  EXPECT_NEAR(figureOf(fit->figures, "share of the first"), 0.9, 0.01);
  EXPECT_LT(fit->distance, 0.01);
}

// A body, slow ones and very slow ones, as requests of a store are.
TEST(DurationFamily, AThirdPartIsTakenWhereNothingSimplerFits) {
  const Distribution law =
      Distribution::mixture({{0.6, LogNormal{1e9, 0.1}}, {0.3, LogNormal{4e9, 0.1}}, {0.1, LogNormal{20e9, 0.2}}});
  const FitPart part = fitTimes("duration", "duration", drawn(law, 3000, 9));
  EXPECT_EQ(part.method, "three lognormals, maximum likelihood");
  EXPECT_NEAR(figureOf(part.figures, "share of the first"), 0.6, 0.03);
  EXPECT_NEAR(figureOf(part.figures, "share of the second"), 0.3, 0.03);
  EXPECT_NEAR(figureOf(part.figures, "third median"), 20, 1);
  EXPECT_NEAR(figureOf(part.figures, "third sigma"), 0.2, 0.03);
  const FitPart simple = fitTimes("duration", "duration", drawn(LogNormal{1e9, 0.5}, 3000, 9));
  EXPECT_EQ(simple.method, "lognormal, maximum likelihood");
}

TEST(DurationFamily, WhatNoFamilyFitsIsTakenAsItIs) {
  // Five peaks: no family has so many.
  std::vector<double> seconds;
  for (int i = 0; i < 5000; ++i)
    seconds.push_back(std::array{1, 3, 9, 27, 81}[static_cast<std::size_t>(i % 5)] + 0.00001 * i);
  const FitPart part = fitTimes("duration", "duration", seconds);
  ASSERT_TRUE(part.law);
  EXPECT_EQ(part.method, "the values themselves");
  EXPECT_TRUE(std::holds_alternative<Empirical>(part.law->kind()));
  EXPECT_NE(part.notes.front().find("no family fits"), std::string::npos);
}

// 100 calls of which a few were done again: three tries in a row were not among them, but will be among 1,000.
TEST(DurationFamily, CallsThatAreDoneAgainTellWhereLongerOnesWillLie) {
  Generator source(Seed{3, 0}, Cause::Item);
  const auto drawn = [&](int calls) {
    std::vector<double> seconds;
    for (int i = 0; i < calls; ++i) {
      const Distribution once = LogNormal{6, 0.03};
      double time = once.sampleReal(source);
      while (source.uniform() < 0.05)
        time += once.sampleReal(source);
      seconds.push_back(time);
    }
    return seconds;
  };
  const std::vector<double> few = drawn(100);
  const FitPart part = fitTimes("duration", "duration", few, true);
  EXPECT_EQ(part.method, "lognormal, now and then repeated, maximum likelihood");
  const FittedFigure* repeated = figureOf(&part, "tries that are repeated");
  ASSERT_NE(repeated, nullptr);
  EXPECT_NEAR(repeated->value, 0.05, 3 * repeated->standardError);
  EXPECT_NEAR(part.law->quantile(0.999) / 1e9, 18, 1); // one in 400 is tried three times or more: 0.05²
  // Without repeats nothing is repeated, and what is spread wide is taken for its spread.
  EXPECT_EQ(fitTimes("start", "start", few).method.find("repeated"), std::string::npos);
  std::vector<double> wide;
  for (int i = 0; i < 200; ++i)
    wide.push_back(Distribution(LogNormal{6, 0.6}).sampleReal(source));
  EXPECT_EQ(fitTimes("duration", "duration", wide, true).method.find("repeated"), std::string::npos);
}

TEST(DurationFamily, TooFewValuesChooseNoFamilyAndNoneSayWhy) {
  EXPECT_TRUE(fitFamilies(std::vector<double>{1, 2, 3}).empty());
  EXPECT_EQ(fitTimes("duration", "duration", {1, 2, 3}).method, "lognormal, taken");
  EXPECT_EQ(fitTimes("duration", "duration", {1, 2}).method, "the values themselves");
  EXPECT_EQ(fitTimes("duration", "duration", {2, 2, 2}).method, "always the same");
  EXPECT_FALSE(fitTimes("duration", "duration", {}).identified());
  EXPECT_FALSE(fitTimes("duration", "duration", {-1, 0}).identified());
  const FitPart part = fitTimes("duration", "duration", {-1, 1, 2});
  EXPECT_EQ(part.n, 2u);
  EXPECT_NE(part.notes.front().find("1 of 3"), std::string::npos);
}

} // namespace
} // namespace coldframe::test
