#include "runs.h"

#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

#include "../../lib/report.h"
#include "formulas.h"
#include "images.h"

Parameters draw_network(const Setting *setting, Random *random)
{
    Parameters p = parameters_create(IMAGE_SIZE, setting->nh, CLASSES);
    if (setting->sigma > 0)
        parameters_random(&p, setting->sigma, random);
    else
        parameters_random_fan_in(&p, random);
    return p;
}

/* Les apprentissages à mener, et où l'on en est ; lock garde next et done. */
typedef struct {
    Run *runs;
    size_t count, next;
    const char *what;
    size_t done, total; /* en epochs */
    pthread_mutex_t lock;
} Queue;

/* Un apprentissage, dans sa file. */
typedef struct {
    Run *run;
    Queue *queue;
} Job;

static void announce(Queue *queue)
{
    pthread_mutex_lock(&queue->lock);
    report_progress(queue->what, ++queue->done, queue->total);
    pthread_mutex_unlock(&queue->lock);
}

static void keep_scores(void *context, size_t epoch, const Parameters *p)
{
    const Job *job = context;
    Run *run = job->run;
    if (run->seen)
        run->seen_score[epoch] = evaluate(p, run->seen);
    run->held_score[epoch] = evaluate(p, run->held);
    if (epoch > 0)
        announce(job->queue);
}

static void execute(Run *run, Queue *queue)
{
    run->seen_score = allocate(run->epochs + 1, sizeof(Score));
    run->held_score = allocate(run->epochs + 1, sizeof(Score));
    run->p = draw_network(&run->setting, &run->random);
    if (run->start)
        matrix_copy(&run->p.theta, &run->start->theta);
    Job job = { run, queue };
    Training training = {
        .epochs = run->epochs,
        .batch = run->setting.batch,
        .eta = run->setting.eta,
        .schedule = run->setting.decay ? linear_decay : NULL,
        .after_epoch = keep_scores,
        .context = &job,
    };
    network_train(&run->p, run->data, &training, &run->random);
}

void run_free(Run *run)
{
    parameters_free(&run->p);
    free(run->seen_score);
    free(run->held_score);
}

static void *work(void *context)
{
    Queue *queue = context;
    for (;;) {
        pthread_mutex_lock(&queue->lock);
        size_t i = queue->next++;
        pthread_mutex_unlock(&queue->lock);
        if (i >= queue->count)
            return NULL;
        execute(&queue->runs[i], queue);
    }
}

/* Un fil par processeur, celui-ci compris. Si un autre ne peut naître, son
 * travail revient aux premiers. */
void run_all(Run *runs, size_t count, const char *what)
{
    enum { MOST = 8 };
    pthread_t threads[MOST];
    size_t started = 0;
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    Queue queue = { .runs = runs, .count = count, .what = what };
    for (size_t i = 0; i < count; i++)
        queue.total += runs[i].epochs;
    pthread_mutex_init(&queue.lock, NULL);
    while (started < MOST && (long)started + 1 < processors &&
           pthread_create(&threads[started], NULL, work, &queue) == 0)
        started++;
    work(&queue);
    for (size_t i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
    pthread_mutex_destroy(&queue.lock);
}
