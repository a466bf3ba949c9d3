// What each command does. A command reads its words, makes its result and gives it to the call's output; the number it
// returns is the exit code.
#pragma once

namespace coldframe::cli {

class CommandCall;

int runCompare(CommandCall& call);
int runRun(CommandCall& call);
int runScale(CommandCall& call);
int runPlatformsList(CommandCall& call);
int runPlatformsShow(CommandCall& call);
int runScenariosList(CommandCall& call);
int runScenariosShow(CommandCall& call);
int runValidate(CommandCall& call);
int runSchema(CommandCall& call);
int runTraceInfo(CommandCall& call);
int runTraceConvert(CommandCall& call);
int runCompletion(CommandCall& call);
int runMan(CommandCall& call);

} // namespace coldframe::cli
