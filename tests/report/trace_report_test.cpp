#include "sim/report/trace_report.h"
#include "sim/trace/trace_builder.h"

#include <gtest/gtest.h>

namespace coldframe {
namespace {

TEST(TraceTable, ListsWhatTheTraceHoldsAndSaysWhatItNeverRecorded) {
  TraceBuilder builder;
  TraceRow row;
  row.set(Stamp::Start, SimTime());
  row.set(Stamp::End, SimTime::at(Duration::seconds(20)));
  row.outcome = CallOutcome::Timeout;
  builder.append(row);
  builder.setName("one call");
  const Trace trace = builder.build();
  const std::string csv = renderCsv(traceTable(trace, summarize(trace), statisticsOf(trace)));
  EXPECT_NE(csv.find("\nname,one call,\n"), std::string::npos) << csv;
  EXPECT_NE(csv.find("\nrows,1,\n"), std::string::npos);
  EXPECT_NE(csv.find("\noutcome timeout,1,\n"), std::string::npos);
  EXPECT_NE(csv.find("\nduration max,20,s\n"), std::string::npos);
  EXPECT_NE(csv.find("\nmemory time,,GB-s\n"), std::string::npos);
  EXPECT_NE(renderText(traceTable(trace, summarize(trace), statisticsOf(trace))).find("memory was not recorded"),
            std::string::npos);
}

} // namespace
} // namespace coldframe
