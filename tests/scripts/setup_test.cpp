#include "tests/support/data_locator.h"

#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

// scripts/setup is run with a PATH of our own, in which the package tools are small programs that note that they were
// called, so nothing is ever installed here.
namespace coldframe::test {
namespace {

namespace fs = std::filesystem;

struct Ran {
  int exitCode = -1;
  std::string output; // both streams
};

class Setup : public testing::Test {
protected:
  void SetUp() override {
    fs::create_directory(bin());
    // What the script needs besides the package tools: a program that calls the real one. Never a link, through which
    // a test could write to the system's own.
    for (const char* tool : {"bash", "sh", "cut", "grep", "sed", "tr", "id", "cat", "mktemp", "rm", "tail", "env"})
      for (const char* folder : {"/usr/bin", "/bin"})
        if (const fs::path real = fs::path(folder) / tool; fs::exists(real)) {
          write(tool, "exec " + real.string() + " \"$@\"");
          break;
        }
  }

  fs::path bin() const { return m_folder.path() / "bin"; }

  // A tool of ours that notes its arguments and then does what `body` says.
  void provide(const std::string& tool, const std::string& body) const {
    write(tool, "echo " + tool + " \"$@\" >>'" + calls().string() + "'\n" + body);
  }

  // A dpkg-query to which every package is installed but the named one.
  void provideDpkg(const std::string& missing) const {
    provide("dpkg-query", "for a; do case \"$a\" in -*|*'{'*|" + missing + ") ;; *) echo installed:$a ;; esac; done");
  }

  fs::path calls() const { return m_folder.path() / "calls"; }
  std::string called() const { return fs::exists(calls()) ? readText(calls()) : std::string(); }

  Ran run(const std::string& arguments = {}) const {
    const fs::path out = m_folder.path() / "out";
    const std::string command = "cd / && PATH='" + bin().string() + "' bash '" +
                                (sourceDir() / "scripts" / "setup").string() + "' " + arguments + " >'" + out.string() +
                                "' 2>&1 </dev/null";
    const int status = std::system(command.c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, readText(out)};
  }

private:
  void write(const std::string& tool, const std::string& body) const {
    const fs::path file = bin() / tool;
    fs::remove(file);
    std::ofstream(file) << "#!/bin/sh\n" << body << "\n";
    fs::permissions(file, fs::perms::owner_all);
  }

  TemporaryFolder m_folder;
};

TEST_F(Setup, SaysAndAsksNothingWhenNothingIsMissing) {
  provideDpkg("none-of-these");
  provide("apt-get", "exit 1");
  provide("sudo", "exit 1");
  const Ran ran = run();
  EXPECT_EQ(ran.exitCode, 0);
  EXPECT_EQ(ran.output, "");
  EXPECT_EQ(called().find("apt-get"), std::string::npos);
  EXPECT_EQ(called().find("sudo"), std::string::npos);
}

TEST_F(Setup, InstallsOnlyWhatIsMissingWithoutAskingAndWaitsForTheLock) {
  provideDpkg("mold");
  provide("id", "echo 0");
  provide("apt-get", "exit 0");
  const Ran ran = run();
  EXPECT_EQ(ran.exitCode, 0) << ran.output;
  const std::string calls = called();
  EXPECT_NE(calls.find(" update\n"), std::string::npos) << calls;
  EXPECT_NE(calls.find(" install --no-install-recommends mold\n"), std::string::npos) << calls;
  EXPECT_NE(calls.find("DPkg::Lock::Timeout=600"), std::string::npos) << calls;
}

TEST_F(Setup, GoesThroughSudoWithoutAPasswordForOthersThanRoot) {
  provideDpkg("mold");
  provide("id", "echo 1000");
  provide("apt-get", "exit 0");
  provide("sudo", "[ \"$1\" = -n ] && shift; exec \"$@\"");
  provide("true", "exit 0");
  const Ran ran = run();
  EXPECT_EQ(ran.exitCode, 0) << ran.output;
  EXPECT_NE(called().find("sudo -n env"), std::string::npos) << called();
}

TEST_F(Setup, PrintsTheLineToPasteWhereSudoWantsAPassword) {
  provideDpkg("mold");
  provide("id", "echo 1000");
  provide("apt-get", "exit 0");
  provide("sudo", "exit 1");
  const Ran ran = run();
  EXPECT_NE(ran.exitCode, 0);
  EXPECT_NE(ran.output.find("\n  sudo apt-get update && sudo apt-get install -y --no-install-recommends mold\n"),
            std::string::npos)
      << ran.output;
  EXPECT_EQ(called().find("apt-get"), std::string::npos);
}

TEST_F(Setup, PrintsTheLineToPasteWhereAptFails) {
  provideDpkg("mold");
  provide("id", "echo 0");
  provide("apt-get", "echo no network; exit 100");
  const Ran ran = run();
  EXPECT_NE(ran.exitCode, 0);
  EXPECT_NE(ran.output.find("no network"), std::string::npos) << ran.output;
  EXPECT_NE(ran.output.find("\n  apt-get update && apt-get install"), std::string::npos) << ran.output;
}

TEST_F(Setup, NamesThePackagesWhereThereIsNoDpkg) {
  const Ran ran = run();
  EXPECT_NE(ran.exitCode, 0);
  EXPECT_NE(ran.output.find("nlohmann-json3-dev"), std::string::npos) << ran.output;
}

TEST_F(Setup, AsksForLessWhenOnlyTheProgramIsBuilt) {
  provideDpkg("valgrind");
  EXPECT_EQ(run("build").output, "");
}

} // namespace
} // namespace coldframe::test
