// The commands about the program itself: completion, man.
#include "app/cli/command_call.h"
#include "app/cli/commands.h"
#include "app/cli/completion.h"
#include "app/cli/man_page.h"

namespace coldframe::cli {

namespace {

int runCompletion(CommandCall& call) {
  const std::string shell = call.arguments().text("SHELL");
  return call.finish(shell == "bash" ? bashCompletion() : shell == "zsh" ? zshCompletion() : fishCompletion());
}

int runMan(CommandCall& call) {
  return call.finish(manPage());
}

} // namespace

std::vector<CommandSpec> selfCommands() {
  return {
      {.words = {"completion"},
       .summary = "Print the completion script of a shell",
       .arguments =
           {{.name = "SHELL", .kind = WordKind::Shell, .choices = {"bash", "zsh", "fish"}, .help = "The shell"}},
       .run = runCompletion},
      {.words = {"man"}, .summary = "Print the manual page in roff", .run = runMan},
  };
}

} // namespace coldframe::cli
