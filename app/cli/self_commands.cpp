// The commands about the program itself: completion, man.
#include "app/cli/command_call.h"
#include "app/cli/commands.h"
#include "app/cli/completion.h"
#include "app/cli/man_page.h"

namespace coldframe::cli {

int runCompletion(CommandCall& call) {
  const std::string shell = call.arguments().text("SHELL");
  return call.finish(shell == "bash" ? bashCompletion() : shell == "zsh" ? zshCompletion() : fishCompletion());
}

int runMan(CommandCall& call) {
  return call.finish(manPage());
}

} // namespace coldframe::cli
