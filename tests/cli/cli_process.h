// The program as a process of its own: for signals, full disks, readers that go away.
#pragma once

#include "tests/support/data_locator.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <string>
#include <vector>

namespace coldframe::cli {

// `coldframe` with standard output and error in files.
class Process {
public:
  // `mostBytes`: what any file it writes may have, as where a disk is full; 0: any.
  Process(const std::vector<std::string>& args, const std::string& outPath, const std::string& errPath,
          rlim_t mostBytes = 0) {
    m_pid = fork();
    if (m_pid != 0)
      return;
    if (mostBytes > 0) {
      const rlimit limit{mostBytes, mostBytes};
      setrlimit(RLIMIT_FSIZE, &limit);
      signal(SIGXFSZ, SIG_IGN); // the write fails, and that is to be told
    }
    const int out = open(outPath.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    const int err = open(errPath.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    dup2(out, STDOUT_FILENO);
    dup2(err, STDERR_FILENO);
    const std::string program = (test::binaryDir() / "app" / "cli" / "coldframe").string();
    std::vector<char*> words{const_cast<char*>(program.c_str())};
    for (const std::string& arg : args)
      words.push_back(const_cast<char*>(arg.c_str()));
    words.push_back(nullptr);
    execv(program.c_str(), words.data());
    _exit(99);
  }
  void interrupt() const { kill(m_pid, SIGINT); }
  void killAtOnce() const { kill(m_pid, SIGKILL); }
  bool isRunning() {
    if (!m_ended)
      m_ended = waitpid(m_pid, &m_status, WNOHANG) == m_pid;
    return !m_ended;
  }
  int exitCode() {
    if (!m_ended)
      waitpid(m_pid, &m_status, 0);
    m_ended = true;
    const int status = m_status;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  }

private:
  pid_t m_pid = -1;
  int m_status = 0;
  bool m_ended = false;
};

} // namespace coldframe::cli
