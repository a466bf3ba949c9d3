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
  const std::string csv = renderCsv(traceTable(trace, statisticsOf(trace)));
  EXPECT_NE(csv.find("\nname,one call,\n"), std::string::npos) << csv;
  EXPECT_NE(csv.find("\nrows,1,\n"), std::string::npos);
  EXPECT_NE(csv.find("\noutcome timeout,1,\n"), std::string::npos);
  EXPECT_NE(csv.find("\nduration max,20,s\n"), std::string::npos);
  EXPECT_NE(csv.find("\nmemory time,,GB-s\n"), std::string::npos);
  EXPECT_NE(renderText(traceTable(trace, statisticsOf(trace))).find("memory was not recorded"), std::string::npos);
}

TEST(TraceTable, TellsColdAndWarmApartAndWhatItIsHeldAgainst) {
  TraceBuilder builder;
  for (int i = 0; i < 10; ++i) {
    TraceRow row;
    row.set(Stamp::Submit, SimTime());
    row.set(Stamp::Start, SimTime::at(Duration::seconds(i < 4 ? 3 : 1)));
    row.set(Stamp::End, SimTime::at(Duration::seconds(i < 4 ? 13 : 11)));
    row.cold = i < 4 ? Cold::Yes : Cold::No;
    builder.append(row);
  }
  const Trace trace = builder.build();
  TraceContext context;
  context.baselineS = 130;
  context.baseline = "a laptop";
  const std::string csv = renderCsv(traceTable(trace, statisticsOf(trace), context));
  EXPECT_NE(csv.find("\nphase submit to start cold p50,3,s\n"), std::string::npos) << csv;
  EXPECT_NE(csv.find("\nphase submit to start warm p50,1,s\n"), std::string::npos) << csv;
  EXPECT_NE(csv.find("\nspeedup,10,\n"), std::string::npos) << csv;
  const std::string text = renderTraceInfo(trace, context, OutputFormat::Markdown, "0.1.0");
  EXPECT_NE(text.find("Speedup 10× over a laptop."), std::string::npos) << text;
  EXPECT_NE(text.find("| submit to start |"), std::string::npos) << text;
  EXPECT_NE(text.find("█"), std::string::npos) << "how many ran at once, over time";
}

} // namespace
} // namespace coldframe
