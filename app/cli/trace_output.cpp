#include "app/cli/trace_output.h"

#include "sim/trace/trace_file.h"

namespace coldframe::cli {

Result<void> writeTrace(const Trace& trace, const std::string& path, OutputFile& file) {
  if (auto written = file.write(writeTraceText(trace, path)); !written)
    return written;
  return file.commit();
}

} // namespace coldframe::cli
