#include "app/cli/cli.h"

#include "app/cli/command_call.h"

#include <exception>
#include <new>
#include <ostream>

namespace coldframe::cli {

int runCli(const std::vector<std::string>& args, std::istream& in, std::ostream& out, std::ostream& err,
           const CliSurroundings& surroundings) {
  try {
    Parsed parsed = parseArguments(args);
    if (parsed.exitCode >= 0) {
      (parsed.exitCode == 0 ? out : err) << parsed.print << std::flush;
      return parsed.exitCode == 0 && !out ? exitCodeOf(ErrorKind::Output) : parsed.exitCode;
    }
    CommandCall call(std::move(parsed.arguments), in, out, err, surroundings);
    // Where a scenario is given it may be a result file, which brings the options it was made with.
    if (!call.arguments().has("SCENARIO"))
      if (auto complete = call.arguments().checkRequired(); !complete)
        return call.fail(complete.error());
    if (auto opened = call.openOutput(); !opened)
      return call.fail(opened.error());
    return call.arguments().command->run(call);
  } catch (const std::bad_alloc&) {
    err << "coldframe: out of memory\n" << std::flush;
  } catch (const std::exception& problem) {
    err << "coldframe: a defect of the program: " << problem.what() << '\n' << std::flush;
  }
  return exitCodeOf(ErrorKind::Internal);
}

} // namespace coldframe::cli
