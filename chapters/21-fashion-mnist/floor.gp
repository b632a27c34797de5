# La loss moyenne sur une parabole bruitée : trois façons de régler le taux.
height = 5.8
@canvas
floor_table = results.'/floor.tsv'
number(key) = system(sprintf("awk '/^%s:/ {print $2}' %s/results.yaml", key, \
    results)) + 0
high = number('floor.eta_high')
low = number('floor.eta_low')
limit = number('floor.limit')
set xlabel 'pas'
set ylabel 'loss moyenne' offset -0.4
set lmargin 9
@logy
plot floor_table using 1:4 with lines ls 1 title gprintf('η_0 = %g, décroissant', high), \
     floor_table using 1:2 with lines ls 2 title gprintf('η = %g, constant', high), \
     floor_table using 1:3 with lines ls 3 title gprintf('η = %g, constant', low), \
     limit with lines ls 7 title gprintf('plancher de η = %g', high)
