/*
 * Loaded before the C library (LD_PRELOAD): a wall clock that can be turned and a disk that can be slowed while a process runs.
 * Both are read from a file of three numbers that is shared with whoever turns them (shim.ts):
 *
 *   seconds that the wall clock is ahead · microseconds that a sync takes longer · microseconds that a write to a place takes longer
 *
 * The monotonic clock is let alone.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static volatile int64_t *dial;

__attribute__((constructor)) static void find_dial(void) {
  const char *file = getenv("RBENCH_TORTURE_DIAL");
  int descriptor = file == NULL ? -1 : open(file, O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return;
  void *mapped = mmap(NULL, 3 * sizeof(int64_t), PROT_READ, MAP_SHARED, descriptor, 0);
  close(descriptor);
  if (mapped != MAP_FAILED) dial = mapped;
}

static int64_t read_dial(int place) { return dial == NULL ? 0 : dial[place]; }

static void wait_for(int64_t microseconds) {
  struct timespec left = {microseconds / 1000000, microseconds % 1000000 * 1000};
  if (microseconds > 0)
    while (nanosleep(&left, &left) != 0);
}

int clock_gettime(clockid_t clock, struct timespec *now) {
  static int (*real)(clockid_t, struct timespec *);
  if (real == NULL) real = dlsym(RTLD_NEXT, "clock_gettime");
  int failed = real == NULL ? (int)syscall(SYS_clock_gettime, clock, now) : real(clock, now);
  if (!failed && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) now->tv_sec += read_dial(0);
  return failed;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
  struct timespec exact;
  (void)zone;
  if (clock_gettime(CLOCK_REALTIME, &exact) != 0) return -1;
  now->tv_sec = exact.tv_sec;
  now->tv_usec = exact.tv_nsec / 1000;
  return 0;
}

time_t time(time_t *result) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (result != NULL) *result = now.tv_sec;
  return now.tv_sec;
}

int fsync(int file) {
  wait_for(read_dial(1));
  return (int)syscall(SYS_fsync, file);
}

int fdatasync(int file) {
  wait_for(read_dial(1));
  return (int)syscall(SYS_fdatasync, file);
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t place) {
  wait_for(read_dial(2));
  return syscall(SYS_pwrite64, file, bytes, count, place);
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t place) { return pwrite64(file, bytes, count, place); }
