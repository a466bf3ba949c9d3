// Profiles and price books that were read already, so that binding ten thousand variants of a scenario reads each once.
// Keeps what a catalogue held when it was first asked; make a new one for each study. Safe to use from many threads.
#pragma once

#include "sim/price/price_book.h"
#include "sim/scenario/catalogue.h"
#include "sim/scenario/profile.h"

#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace coldframe {

// A price book as the catalogue has it.
struct LoadedBook {
  PriceBook book;
  std::string name; // exact
  std::string sha256;
};

class BindCache {
public:
  template <class T>
  using Shared = Result<std::shared_ptr<const T>>;

  Shared<Profile<FaasProfile>> faas(const Catalogue& catalogue, const std::string& name, const JsonNode& overrides);
  Shared<Profile<ExecutorProfile>> executor(const Catalogue& catalogue, const std::string& name,
                                            const JsonNode& overrides);
  Shared<Profile<InstanceProfile>> instances(const Catalogue& catalogue, const std::string& name);
  Shared<Profile<KeepAlivePreset>> keepAlive(const Catalogue& catalogue, const std::string& name);
  Shared<LoadedBook> book(const Catalogue& catalogue, const std::string& name);

private:
  template <class T>
  using Known = std::map<std::string, std::shared_ptr<const T>>;
  template <class T, class Load>
  Shared<T> get(Known<T>& known, const std::string& key, const Load& load);

  std::mutex m_mutex;
  Known<Profile<FaasProfile>> m_faas;
  Known<Profile<ExecutorProfile>> m_executors;
  Known<Profile<InstanceProfile>> m_instances;
  Known<Profile<KeepAlivePreset>> m_keepAlive;
  Known<LoadedBook> m_books;
};

} // namespace coldframe
