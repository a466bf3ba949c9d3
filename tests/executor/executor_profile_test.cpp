#include "sim/executor/executor_profile.h"
#include "sim/json/document.h"
#include "sim/json/reader.h"

#include <gtest/gtest.h>

namespace coldframe::test {
namespace {

TEST(ExecutorProfiles, AreReadFromDocumentsAndWrittenBack) {
  const auto document = JsonDocument::parse(R"({
    "serialise": "0.2 s", "function_bytes": "200 kB", "uploads_per_job": 2, "invoke_threads": 64,
    "invoke_latency": {"lognormal": {"median": "0.48 s", "sigma": 0.3}}, "asynchronous": true,
    "setup_fresh": {"lognormal": {"median": "15.9 s", "sigma": 0.15}}, "work_quantum": "2 s", "task_limit": "280 s",
    "gets_per_call": 3, "puts_per_call": 2, "inline_limit": "8 KiB", "poll_interval": "5 s", "poll_lists": 1,
    "fetch_order": "sequential", "fetch_threads": 64, "fetch": "0.1 s"})",
                                            "test");
  ASSERT_TRUE(document);
  const auto profile = readJson<ExecutorProfile>(document->root());
  ASSERT_TRUE(profile) << profile.error().text();
  EXPECT_EQ(profile->invokeThreads, 64);
  EXPECT_EQ(profile->setupFresh.quantile(0.5), 15.9e9);
  EXPECT_EQ(profile->workQuantum, Duration::seconds(2));
  EXPECT_EQ(profile->inlineLimit, Bytes::of(8192));
  EXPECT_EQ(profile->fetchOrder, FetchOrder::Sequential);
  EXPECT_TRUE(profile->asynchronous);
}

std::string complaint(const std::string& text) {
  const auto document = JsonDocument::parse(text, "test");
  EXPECT_TRUE(document);
  const auto profile = readJson<ExecutorProfile>(document->root());
  return profile ? "" : profile.error().problems.front().what;
}

TEST(ExecutorProfiles, RefuseLooksThatCostRequestsButNeverHappen) {
  EXPECT_EQ(complaint(R"({"poll_lists": 1})"), "looks that cost requests need a poll_interval");
  EXPECT_EQ(complaint(R"({"poll_interval": "5 s", "poll_lists": 1})"), "");
  EXPECT_EQ(complaint(R"({"poll_interval": "1 us"})"), "the poll_interval is too short to be simulated");
}

} // namespace
} // namespace coldframe::test
