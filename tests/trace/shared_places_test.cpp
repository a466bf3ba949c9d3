// Calls that wait for each other's end are told from calls that wait for anything else.
#include "sim/trace/shared_places.h"
#include "sim/trace/trace_builder.h"
#include "sim/trace/trace_file.h"
#include "tests/support/data_locator.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <queue>
#include <vector>

namespace coldframe::test {
namespace {

std::size_t addCall(TraceBuilder& trace, double submit, double start, double end) {
  TraceRow row;
  for (const auto& [stamp, seconds] : {std::pair{Stamp::Submit, submit}, {Stamp::Start, start}, {Stamp::End, end}})
    row.set(stamp, SimTime::atNanoseconds(std::llround(seconds * 1e9)));
  return trace.append(row);
}

// Between 1 and 3 s, in no order.
double length(int call) {
  return 1 + 2 * std::fmod(0.618034 * call, 1.0);
}

// A job on a machine that starts the next call 0.3 s after an end; when each call's place was free goes to `freed`.
Trace jobOn(int places, int calls, std::vector<double>& freed) {
  TraceBuilder trace;
  std::priority_queue<double, std::vector<double>, std::greater<>> free;
  for (int place = 0; place < places; ++place)
    free.push(0);
  for (int call = 0; call < calls; ++call) {
    freed.push_back(free.top());
    free.pop();
    const double start = freed.back() + 0.3;
    free.push(start + length(call));
    addCall(trace, 0, start, start + length(call));
  }
  return trace.build();
}

TEST(SharedPlaces, AMachineOfFourPlacesIsFoundWithItsWaitsAndItsTurnover) {
  std::vector<double> freed;
  const SharedPlaces shared = sharedPlaces(jobOn(4, 60, freed));
  EXPECT_EQ(shared.places, 4u);
  EXPECT_EQ(shared.waited, 56u);
  EXPECT_NEAR(shared.turnover.inSeconds(), 0.3, 1e-6);
  ASSERT_EQ(shared.waitsNs.size(), freed.size());
  for (std::size_t row = 0; row < freed.size(); ++row)
    EXPECT_NEAR(static_cast<double>(shared.waitNs(row)) / 1e9, freed[row], 1e-6) << row;
}

TEST(SharedPlaces, OneThatMakesSoManyEnvironmentsASecondIsNone) {
  TraceBuilder trace;
  for (int call = 0; call < 200; ++call)
    addCall(trace, 0, 0.1 * call, 0.1 * call + length(call));
  EXPECT_EQ(sharedPlaces(trace.build()).places, 0u);
}

TEST(SharedPlaces, NeitherIsAStreamNorAJobThatHasAPlaceForEveryCall) {
  TraceBuilder stream, job;
  for (int call = 0; call < 200; ++call) {
    const double at = 2 * call + length(call);
    addCall(stream, at, at + 0.1, at + 0.1 + length(call));
    addCall(job, 0.001 * call, 1 + 0.001 * call, 3 + length(call));
  }
  EXPECT_EQ(sharedPlaces(stream.build()).places, 0u);
  EXPECT_EQ(sharedPlaces(job.build()).places, 0u);
}

TEST(SharedPlaces, StampsOfAnySizeAreTaken) {
  TraceBuilder trace;
  constexpr std::int64_t kEnd = std::numeric_limits<std::int64_t>::max();
  for (const std::int64_t at : {-kEnd, std::int64_t{0}, kEnd})
    for (int times = 0; times < 20; ++times) {
      TraceRow row;
      row.set(Stamp::Submit, SimTime::atNanoseconds(-kEnd));
      row.set(Stamp::Start, SimTime::atNanoseconds(at));
      row.set(Stamp::End, SimTime::atNanoseconds(kEnd));
      trace.append(row);
    }
  EXPECT_EQ(sharedPlaces(trace.build()).places, 0u);
}

TEST(SharedPlaces, SubmittedWhenFreeThereIsNothingToWaitFor) {
  std::vector<double> freed;
  const Trace run = jobOn(1, 40, freed);
  const SharedPlaces shared = sharedPlaces(run);
  ASSERT_EQ(shared.places, 1u);
  const Trace later = submittedWhenFree(run, shared);
  EXPECT_EQ(sharedPlaces(later).places, 0u);
  for (std::size_t row = 1; row < run.rows(); ++row) {
    EXPECT_EQ(*later.stamp(Stamp::Submit, row), *run.stamp(Stamp::End, row - 1));
    EXPECT_EQ(later.stamp(Stamp::Start, row), run.stamp(Stamp::Start, row));
  }
}

// Two workers, as its PROVENANCE says.
TEST(SharedPlaces, TheShippedRunHadTwo) {
  const auto run = readTraceFile((sourceDir() / "scenarios" / "runs" / "lithops-40-calls.json").string());
  ASSERT_TRUE(run) << run.error().text();
  const SharedPlaces shared = sharedPlaces(run->trace);
  EXPECT_EQ(shared.places, 2u);
  EXPECT_EQ(shared.waited, 38u);
}

// Lambda gave every call an environment; the container platform of the same benchmark had 30 nodes.
TEST(SharedPlaces, OfThePublishedRunsOnlyTheContainersHadTooFew) {
  const std::filesystem::path folder = "pywren/lithops-applications";
  if (const std::string why = whyDataIsMissing(folder); !why.empty())
    GTEST_SKIP() << why;
  const auto placesOf = [&folder](const char* name) {
    const auto run = readTraceFile((dataDir() / folder / name).string());
    EXPECT_TRUE(run) << run.error().text();
    return run ? sharedPlaces(run->trace).places : 0;
  };
  EXPECT_EQ(placesOf("azure_containers-flops-0100-2022.json"), 30u);
  for (const char* name : {"aws_lambda-flops-0100-2022.json", "aws_s3-write-1000-2022.json",
                           "gcp_functions-flops-0100-2022.json", "ibm_cf-flops-0100-2022.json"})
    EXPECT_EQ(placesOf(name), 0u) << name;
}

} // namespace
} // namespace coldframe::test
