#include "sim/fit/status_upload.h"
#include "sim/random/distribution.h"
#include "tests/fit/job_trace.h"

#include <gtest/gtest.h>

namespace coldframe::test {
namespace {

// Ends spread over 20 s, visible after a lognormal time, seen by looks `interval` apart.
Trace polled(double median, double sigma, double interval, int calls, std::uint64_t seed) {
  Generator source(Seed{seed, 0}, Cause::Client);
  const Distribution law = LogNormal{median, sigma};
  JobTrace trace;
  for (int i = 0; i < calls; ++i) {
    const double end = 10 + 20 * source.uniform();
    const double visible = end + law.sampleReal(source);
    // Statuses are read one after another: each is seen a little after its look.
    const double seen = interval * std::ceil(visible / interval) + 0.00002 * (i % 50);
    trace.call({{Stamp::Submit, 0}, {Stamp::Start, 1}, {Stamp::End, end}, {Stamp::StatusSeen, seen}});
  }
  return trace.build();
}

FitPart uploadOf(const Trace& trace) {
  const Trace* const one[] = {&trace};
  return fitStatusUpload(one);
}

TEST(StatusUpload, IsFoundBehindTheRoundsOfLooking) {
  int median = 0;
  double sigma = 0;
  constexpr int kRuns = 12;
  for (std::uint64_t seed = 0; seed < kRuns; ++seed) {
    const FitPart part = uploadOf(polled(0.4, 0.5, 0.6, 300, seed));
    ASSERT_TRUE(part.identified()) << part.why;
    median += part.figures[0].lo <= 0.4 && 0.4 <= part.figures[0].hi ? 1 : 0;
    sigma += part.figures[1].value / kRuns;
  }
  EXPECT_GE(median, kRuns - 2); // 95 % intervals
  EXPECT_NEAR(sigma, 0.5, 0.1); // its intervals are too narrow: they hold three in four
}

TEST(StatusUpload, AClientThatIsToldAtOnceShowsNoRounds) {
  JobTrace trace;
  for (int i = 0; i < 100; ++i)
    trace.call({{Stamp::End, 1.37 * i}, {Stamp::StatusSeen, 1.37 * i + 0.1}});
  EXPECT_NE(uploadOf(trace.build()).why.find("not seen in rounds"), std::string::npos);
  EXPECT_NE(uploadOf(JobTrace().call({{Stamp::Start, 1}}).build()).why.find("does not say"), std::string::npos);
}

} // namespace
} // namespace coldframe::test
