<?php get_header(); ?>
<div class="col-md-8 listing">
<?php if (!is_home()) : ?><h1 class="section-head"><?php
echo is_search() ? 'بحث: ' . esc_html(get_search_query()) : single_term_title('', false); ?></h1><?php endif; ?>
<?php while (have_posts()) : the_post(); majalla_card(get_post()); endwhile; ?>
<div class="pages"><?php echo paginate_links(['prev_text' => 'السابق', 'next_text' => 'التالي']); ?></div>
</div>
<?php get_sidebar(); get_footer();
