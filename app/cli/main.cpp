#include "app/cli/cli.h"

#include <pthread.h>
#include <signal.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <stop_token>
#include <thread>

namespace {

// The first Ctrl-C asks for the result so far, the second ends the program. Signals are taken by a thread of their own,
// because almost nothing may be done inside a handler.
void listenForInterrupt(std::stop_source stop) {
  sigset_t interrupt;
  sigemptyset(&interrupt);
  sigaddset(&interrupt, SIGINT);
  pthread_sigmask(SIG_BLOCK, &interrupt, nullptr);
  std::thread([interrupt, stop]() mutable {
    int signal = 0;
    while (sigwait(&interrupt, &signal) != 0) {
    }
    struct sigaction byDefault {};
    byDefault.sa_handler = SIG_DFL;
    sigaction(SIGINT, &byDefault, nullptr);
    pthread_sigmask(SIG_UNBLOCK, &interrupt, nullptr);
    stop.request_stop();
    for (;;)
      pause();
  }).detach();
}

// As the XDG base directory specification has it.
std::string userFolder() {
  if (const char* folder = std::getenv("XDG_CONFIG_HOME"); folder != nullptr && folder[0] == '/')
    return std::string(folder) + "/coldframe";
  const char* own = std::getenv("HOME");
  return own != nullptr && own[0] == '/' ? std::string(own) + "/.config/coldframe" : std::string();
}

} // namespace

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  // A reader that goes away (coldframe … | head) is a write that fails, not a signal that kills.
  signal(SIGPIPE, SIG_IGN);
  std::stop_source stop;
  listenForInterrupt(stop);
  coldframe::cli::CliSurroundings surroundings;
  surroundings.errIsTerminal = isatty(STDERR_FILENO) == 1;
  surroundings.userFolder = userFolder();
  surroundings.stop = stop.get_token();
  const int code = coldframe::cli::runCli(std::vector<std::string>(argv + 1, argv + argc), std::cin, std::cout,
                                          std::cerr, surroundings);
  std::cout.flush();
  std::cerr.flush();
  // Leaves without running destructors of statics under the listening thread.
  _exit(code);
}
