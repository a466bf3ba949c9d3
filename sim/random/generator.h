// Two sources of random bits, both small values that copy freely:
//  - Generator: xoshiro256++ (Blackman & Vigna 2019), for work drawn one after another (a stream of arrivals);
//  - KeyedGenerator: a counter-based one (SplitMix64 over a hashed key), for work that belongs to something: item 4711
//  takes
//    the same time in every batch size and on every platform, because its key is (seed, replication, cause, item).
// Both give doubles strictly between 0 and 1 with 52 random bits.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <string_view>

namespace coldframe {

// Why a number is drawn. Every cause has a stream of its own, so that one more draw here never shifts the draws there.
enum class Cause : std::uint32_t {
  Item,         // the work of an item of a job: cpu, io, memory
  Arrival,      // when requests come
  Request,      // the work of a request
  CacheHit,     // front-door cache
  RunPlacement, // when the runs of a month start
  Allocation,   // platform: making an environment
  Download,     // code download
  Init,         // runtime and user INIT
  FirstRun,     // slower first handler run
  KeepAlive,    // how long an idle environment lives
  Reuse,        // which idle environment takes a call
  Noise,        // run-to-run noise of the platform
  Retry,        // back-off jitter
  ObjectStore,  // request latencies
  Client,       // serialise, upload, invoke, download
  Setup,        // executor runtime set-up
  Failure,      // calls that fail by themselves
  Boot,         // machine start-up
  Patience,     // how long a caller waits in a queue
  Measurement,  // statistics that sample (never the model)
};

inline std::uint64_t mix64(std::uint64_t z) {
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31);
}

// FNV-1a: gives a platform id a number that is the same everywhere.
inline std::uint64_t hashName(std::string_view name) {
  std::uint64_t h = 0xCBF29CE484222325ULL;
  for (const char c : name)
    h = (h ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  return h;
}

// The seed of one replication of one experiment.
struct Seed {
  std::uint64_t seed = 1;
  std::uint64_t replication = 0;
  bool operator==(const Seed&) const = default;
};

inline std::uint64_t keyOf(Seed seed, Cause cause, std::uint64_t entity = 0, std::uint64_t attempt = 0) {
  constexpr std::uint64_t kGolden = 0x9E3779B97F4A7C15ULL;
  std::uint64_t h = mix64(seed.seed + kGolden);
  h = mix64(h ^ (seed.replication + 2 * kGolden));
  h = mix64(h ^ (static_cast<std::uint64_t>(cause) + 3 * kGolden));
  h = mix64(h ^ (entity + 5 * kGolden));
  return mix64(h ^ (attempt + 7 * kGolden));
}

// 52 random bits to a double in (0, 1): never 0, never 1.
inline double openUnit(std::uint64_t bits) {
  return (static_cast<double>(bits >> 12) + 0.5) * 0x1.0p-52;
}

class KeyedGenerator {
public:
  explicit KeyedGenerator(std::uint64_t key) : m_state(key) {}
  KeyedGenerator(Seed seed, Cause cause, std::uint64_t entity = 0, std::uint64_t attempt = 0)
      : m_state(keyOf(seed, cause, entity, attempt)) {}
  std::uint64_t bits() { return mix64(m_state += 0x9E3779B97F4A7C15ULL); }
  double uniform() { return openUnit(bits()); }

private:
  std::uint64_t m_state;
};

class Generator {
public:
  Generator(Seed seed, Cause cause, std::uint64_t entity = 0) {
    KeyedGenerator filler(seed, cause, entity, 0x5EED);
    for (auto& word : m_state)
      word = filler.bits();
  }
  std::uint64_t bits() {
    const std::uint64_t result = std::rotl(m_state[0] + m_state[3], 23) + m_state[0];
    const std::uint64_t t = m_state[1] << 17;
    m_state[2] ^= m_state[0];
    m_state[3] ^= m_state[1];
    m_state[1] ^= m_state[2];
    m_state[0] ^= m_state[3];
    m_state[2] ^= t;
    m_state[3] = std::rotl(m_state[3], 45);
    return result;
  }
  double uniform() { return openUnit(bits()); }
  // 0 … n − 1; n > 0. Multiply-shift: the bias is below n / 2^64.
  std::uint64_t below(std::uint64_t n) {
    __extension__ using Wide = unsigned __int128;
    return static_cast<std::uint64_t>((static_cast<Wide>(bits()) * n) >> 64);
  }

private:
  std::array<std::uint64_t, 4> m_state;
};

} // namespace coldframe
